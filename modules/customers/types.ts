/** Below 10^12 a professional or an organisation, from there a patient. */
export type CustomerId = number;

export const CUSTOMER_KINDS = ['hcp', 'hco', 'idn', 'payer', 'plan', 'pharmacy', 'contact', 'patient'] as const;
export type CustomerKind = (typeof CUSTOMER_KINDS)[number];

export const CUSTOMER_STATUSES = ['active', 'inactive', 'deactivated', 'merged'] as const;
type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];

export const PRONOUNS = ['she', 'he', 'they', 'it'] as const;
export type Pronoun = (typeof PRONOUNS)[number];

export const AFFILIATION_ROLES = ['practises_at', 'part_of', 'in_network', 'plan_of', 'employed_by', 'admits_to', 'contact_of'] as const;
export type AffiliationRole = (typeof AFFILIATION_ROLES)[number];

/** Our own functions, each of which may have one person who answers for a customer. */
const OWNER_FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services', 'operations'] as const;
type OwnerFunction = (typeof OWNER_FUNCTIONS)[number];

/** The golden record of a party. */
export type Customer = {
  readonly customerId: CustomerId;
  readonly kind: CustomerKind;
  readonly name: string;
  readonly sortName: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly credential: string | null;
  readonly pronoun: Pronoun;
  readonly status: CustomerStatus;
  readonly specialty: string | null;
  readonly specialtyName: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string;
  readonly timeZone: string;
  readonly language: string;
  readonly decile: number | null;
  readonly licenceValidUntil: string | null;
  readonly source: string;
  readonly updatedAt: string;
  readonly version: number;
};

export type CustomerOwner = { readonly customerId: CustomerId; readonly function: OwnerFunction; readonly userId: number };

export type NewContactPoint = {
  readonly customerId: CustomerId;
  readonly kind: 'email' | 'phone' | 'sms' | 'fax' | 'portal';
  readonly value: string;
  readonly rank?: number;
  readonly source: string;
};

export type ListCustomers = {
  readonly search?: string;
  readonly kind?: readonly CustomerKind[];
  readonly specialty?: string;
  readonly state?: string;
  readonly limit: number;
  readonly cursor?: string;
};
