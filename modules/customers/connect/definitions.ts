import { inVault } from './vault-names.ts';
import { objectMapping, type Connects, type FieldKind, type MappingInput, type System } from './types.ts';

// The objects of Salesforce and Veeva CRM that speak of customers, by the names of their public documentation. Data alone: copy one, name your own columns.

type Field = MappingInput['fields'][number];
/** A field, the columns that may say it (the first that is filled counts), and what its text is made into: a kind of value, or steps. */
export const field = (name: string, from: readonly string[], how: FieldKind | Field['do'] = 'text'): Field => ({ field: name, from: [...from], ...(typeof how === 'string' ? { as: how, do: [] } : { as: 'text', do: how }) });

const SALESFORCE = 'https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/';
const VEEVA = 'https://vaultcrmhelp.veeva.com/doc/Content/CRM_topics/Reference/ERDTable.htm'; // the newer names; vault-names.ts has the rule between the two
const PAGES: Readonly<Record<string, string>> = { Account: 'object-account.html', Contact: 'object-contact.html', AccountContactRelation: 'object-accountcontactrelation.html', User: 'object-user.html', Task: 'object-task.html', Event: 'object-event.html' };
type Definition = Omit<MappingInput, 'system' | 'version'> & Pick<Connects, 'becomes' | 'order' | 'part' | 'refused'> & { readonly keepsRest?: boolean };

/** A connector's reading of one object, for a system. */
export function connect(system: System, { becomes, order, part, refused, keepsRest = false, ...mapping }: Definition): Connects {
  const page = PAGES[mapping.object];
  return { system, object: mapping.object, becomes, order, keepsRest, ...(part ? { part } : {}), ...(refused ? { refused } : {}), mapping: objectMapping.parse({ system, version: 1, ...mapping }), documented: page ? SALESFORCE + page : VEEVA };
}

/** Veeva CRM as it stands on Salesforce, and the same object in Vault. */
export const veevaAndVault = (definition: Definition): Connects[] => { const classic = connect('veeva', definition); return [classic, inVault(classic)]; };
/** Objects of the Salesforce platform, which an org of Veeva CRM has as well. */
export const platformObject = (definition: Definition): Connects[] => [connect('salesforce', definition), connect('veeva', definition)];

const KINDS = {
  Professional_vod: 'hcp', KOL_vod: 'hcp', Professional: 'hcp', HCP: 'hcp', Prescriber_vod: 'hcp', Pharmacist_vod: 'hcp', Nurse_vod: 'hcp', HealthcareProvider: 'hcp', PersonAccount: 'hcp', 'Person Account': 'hcp',
  Business_Professional_vod: 'contact', Business_Professional_Person_vod: 'contact', Contact: 'contact',
  Hospital_vod: 'hco', Hospital: 'hco', Organization_vod: 'hco', Clinic_vod: 'hco', Practice_vod: 'hco', Department_vod: 'hco', Institution_vod: 'hco', Business_Account: 'hco', BusinessAccount: 'hco', Customer: 'hco',
  Distributor_vod: 'hco', Wholesaler_vod: 'hco', Extended_Care_vod: 'hco', Laboratory_vod: 'hco', HCO: 'hco', IDN_vod: 'idn', MCO_vod: 'payer', MCOPlan_vod: 'plan', MCO_Plan_vod: 'plan', PBM_vod: 'payer', Payer: 'payer', Pharmacy_vod: 'pharmacy', Pharmacy: 'pharmacy',
};
const kind = (from: readonly string[]) => field('kind', from, [{ do: 'lookup', values: KINDS, otherwise: 'empty' }]);
const COUNTRY = ['Country_vod__r.Alpha_2_Code_vod__c', 'Country_Code_vod__c', 'Country_vod__c'];
const DELETED = field('deleted', ['IsDeleted'], 'flag');

const account: Definition = {
  object: 'Account', becomes: 'customers', keepsRest: true, order: 10, needs: ['Id', 'Name|LastName', 'RecordTypeId|RecordType.DeveloperName|IsPersonAccount|BillingCountry|BillingCity|Type|Industry|PersonEmail|NPI__c'],
  fields: [
    field('key', ['Id'], 'id'), field('external_id', ['External_ID__c', 'ExternalId__c', 'AccountNumber']), field('npi', ['NPI__c', 'NPI_Number__c', 'HealthCloudGA__NPI__c']), kind(['RecordType.DeveloperName', 'RecordType.Name', 'Type']),
    field('is_person', ['IsPersonAccount'], 'flag'), field('name', ['Name']), field('given_name', ['FirstName']), field('family_name', ['LastName']), field('credential', ['Credentials__c', 'Suffix', 'PersonTitle']),
    field('specialty', ['Specialty__c', 'Specialty__pc', 'Primary_Specialty__c']), field('email', ['PersonEmail', 'Email__c'], 'email'), field('phone', ['Phone', 'PersonOtherPhone']), field('mobile', ['PersonMobilePhone']), field('fax', ['Fax']),
    field('street', ['PersonMailingStreet', 'BillingStreet', 'ShippingStreet']), field('city', ['PersonMailingCity', 'BillingCity', 'ShippingCity']), field('state', ['PersonMailingStateCode', 'PersonMailingState', 'BillingStateCode', 'BillingState', 'ShippingState']),
    field('postal_code', ['PersonMailingPostalCode', 'BillingPostalCode', 'ShippingPostalCode']), field('country', ['PersonMailingCountryCode', 'PersonMailingCountry', 'BillingCountryCode', 'BillingCountry', 'ShippingCountryCode', 'ShippingCountry'], 'country'),
    field('parent', ['ParentId'], 'id'), field('status', ['Status__c']), DELETED,
  ],
};

const veevaAccount: Definition = {
  object: 'Account', becomes: 'customers', keepsRest: true, order: 10,
  needs: ['Id', 'Name|LastName|Formatted_Name_vod__c', 'NPI_vod__c|External_ID_vod__c|Specialty_1_vod__c|Primary_Parent_vod__c|Do_Not_Call_vod__c|Country_vod__c|Account_Type_vod__c|Credentials_vod__c'],
  fields: [
    field('key', ['Id'], 'id'), field('external_id', ['External_ID_vod__c']), field('npi', ['NPI_vod__c', 'NPI__c']), kind(['RecordType.DeveloperName', 'RecordType.Name', 'Account_Type_vod__c']), field('is_person', ['IsPersonAccount'], 'flag'),
    field('name', ['Formatted_Name_vod__c', 'Name']), field('given_name', ['FirstName']), field('family_name', ['LastName']), field('credential', ['Credentials_vod__c', 'Suffix']), field('specialty', ['Specialty_1_vod__c']),
    field('email', ['PersonEmail'], 'email'), field('phone', ['Phone']), field('mobile', ['PersonMobilePhone']), field('fax', ['Fax', 'Fax_vod__c']), field('language', ['Language_vod__c']),
    field('country', COUNTRY, 'country'), field('parent', ['Primary_Parent_vod__c', 'ParentId'], 'id'), field('status', ['Status_vod__c']), DELETED,
  ],
};

const contact: Definition = {
  object: 'Contact', becomes: 'customers', keepsRest: true, order: 20, needs: ['Id', 'LastName', 'AccountId'],
  fields: [
    field('key', ['Id'], 'id'), field('external_id', ['External_ID__c', 'ExternalId__c']), field('npi', ['NPI__c', 'NPI_Number__c']), kind(['RecordType.DeveloperName', 'RecordType.Name']), field('name', ['Name']), field('given_name', ['FirstName']), field('family_name', ['LastName']),
    field('credential', ['Credentials__c', 'Suffix']), field('specialty', ['Specialty__c', 'Primary_Specialty__c']), field('email', ['Email'], 'email'), field('phone', ['Phone']), field('mobile', ['MobilePhone']), field('fax', ['Fax']),
    field('street', ['MailingStreet', 'OtherStreet']), field('city', ['MailingCity', 'OtherCity']), field('state', ['MailingStateCode', 'MailingState', 'OtherState']), field('postal_code', ['MailingPostalCode', 'OtherPostalCode']),
    field('country', ['MailingCountryCode', 'MailingCountry', 'OtherCountryCode', 'OtherCountry'], 'country'), field('parent', ['AccountId'], 'id'), field('status', ['Status__c']), DELETED,
  ],
};

const address: Definition = {
  object: 'Address_vod__c', becomes: 'addresses', keepsRest: true, order: 30, needs: ['Id', 'Account_vod__c', 'City_vod__c|Zip_vod__c'],
  fields: [
    field('key', ['Id'], 'id'), field('account', ['Account_vod__c'], 'id'), field('street', ['Name']), field('line2', ['Address_line_2_vod__c']), field('city', ['City_vod__c']), field('state', ['State_vod__c']), field('postal_code', ['Zip_vod__c']),
    field('country', COUNTRY, 'country'), field('primary', ['Primary_vod__c'], 'flag'), field('billing', ['Billing_vod__c'], 'flag'), field('mailing', ['Mailing_vod__c'], 'flag'), field('home', ['Home_vod__c'], 'flag'), field('inactive', ['Inactive_vod__c'], 'flag'),
    field('phone', ['Phone_vod__c']), field('fax', ['Fax_vod__c']), DELETED,
  ],
  ignore: ['Map_vod__c', 'Latitude_vod__c', 'Longitude_vod__c'],
};

const childAccount: Definition = {
  object: 'Child_Account_vod__c', becomes: 'affiliations', keepsRest: true, order: 40, needs: ['Id', 'Parent_Account_vod__c', 'Child_Account_vod__c'],
  fields: [field('key', ['Id'], 'id'), field('member', ['Child_Account_vod__c'], 'id'), field('organisation', ['Parent_Account_vod__c'], 'id'), field('role', ['Hierarchy_Type_vod__c']), DELETED],
};

const affiliation: Definition = {
  object: 'Affiliation_vod__c', becomes: 'affiliations', keepsRest: true, order: 41, needs: ['Id', 'From_Account_vod__c', 'To_Account_vod__c'],
  fields: [field('key', ['Id'], 'id'), field('member', ['From_Account_vod__c'], 'id'), field('organisation', ['To_Account_vod__c'], 'id'), field('role', ['Role_vod__c']), DELETED],
};

const contactRelation: Definition = {
  object: 'AccountContactRelation', becomes: 'affiliations', keepsRest: true, order: 42, needs: ['Id', 'AccountId', 'ContactId', 'IsDirect|Roles|IsActive'],
  fields: [field('key', ['Id'], 'id'), field('member', ['ContactId'], 'id'), field('organisation', ['AccountId'], 'id'), field('role', ['Roles']), field('active', ['IsActive']), DELETED],
};

const FUNCTIONS = { Medical: 'medical', MSL: 'medical', 'Medical Science Liaison': 'medical', 'Medical Affairs': 'medical', Sales: 'sales', 'Sales Representative': 'sales', Marketing: 'marketing', 'Market Access': 'market_access', KAM: 'market_access' };
const user: Definition = {
  object: 'User', becomes: 'people', order: 0, needs: ['Id', 'Email', 'Username|ProfileId|IsActive|UserRoleId|Profile.Name'],
  fields: [field('key', ['Id'], 'id'), field('email', ['Email', 'FederationIdentifier', 'Username'], [{ do: 'lower' }]), field('function', ['User_Type_vod__c', 'Profile.Name', 'Department', 'UserRole.Name'], [{ do: 'lookup', values: FUNCTIONS, otherwise: 'empty' }])],
};

export const ACCOUNTS: readonly Connects[] = [...platformObject(account).slice(0, 1), ...veevaAndVault(veevaAccount), ...platformObject(contact)];
export const ADDRESSES: readonly Connects[] = veevaAndVault(address);
export const RELATIONS: readonly Connects[] = [...veevaAndVault(childAccount), ...veevaAndVault(affiliation), ...platformObject(contactRelation)];
export const USERS: readonly Connects[] = [connect('salesforce', user), ...veevaAndVault(user)];
