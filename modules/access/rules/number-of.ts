/** What a person can name a customer by whom she does not see: our own number (C10003) or her NPI. */
export type CustomerNumber = { readonly kind: 'customer'; readonly customerId: number } | { readonly kind: 'npi'; readonly npi: string };

const FIRST_PATIENT = 1_000_000_000_000;

export function numberOf(text: string): CustomerNumber | null {
  const plain = text.trim().toUpperCase().replaceAll(/\s/g, '');
  if (/^\d{10}$/.test(plain)) return { kind: 'npi', npi: plain };
  const [, digits] = /^C(\d{1,12})$/.exec(plain) ?? [];
  const customerId = Number(digits ?? Number.NaN);
  return customerId > 0 && customerId < FIRST_PATIENT ? { kind: 'customer', customerId } : null;
}
