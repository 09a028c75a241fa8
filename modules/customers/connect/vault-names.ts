import { objectMapping, type Connects, type MappingInput } from './types.ts';

// Vault CRM calls the same things by the rule that its migration guides give: “_vod__c” becomes “__v”, all in small letters, and a few have names of their own.

const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  Id: ['id'], Name: ['name__v'], CreatedDate: ['created_date__v'], OwnerId: ['ownerid__v'], IsDeleted: [], 'RecordType.DeveloperName': ['object_type__vr.api_name__v', 'object_type__v'], 'RecordType.Name': ['object_type__vr.name__v'],
  'Account.Country_vod__c': ['primary_country__v', 'country__v'], 'Country_vod__r.Alpha_2_Code_vod__c': ['primary_country__vr.alpha_2_code__v', 'country__vr.alpha_2_code__v'],
  'Call2_vod__c.Status_vod__c': ['call2_status__v'], 'Sent_Email_vod__c.Status_vod__c': ['sent_email_status__v'], 'User.Email': ['email__sys'], 'User.Name': ['name__v'], 'User.Username': ['username__sys'], 'User.IsActive': [],
};

function vaultNames(object: string, name: string): readonly string[] {
  const own = OWN_NAMES[`${object}.${name}`] ?? OWN_NAMES[name];
  if (own) return own;
  return [name.replace(/_vod__r\./g, '__vr.').replace(/_vod__c$/, '__v').replace(/^([A-Za-z]+)$/, '$1__v').toLowerCase()];
}

const vaultObject = (object: string): string => (object === 'User' ? 'user__sys' : object.endsWith('__c') ? object.replace(/_vod__c$/, '__v').toLowerCase() : `${object.toLowerCase()}__v`);
const vaultValue = (value: string): string => value.replace(/_vod$/, '__v').toLowerCase();

/** The classic mapping in the words of Vault CRM; its picklists say “submitted__v” for “Submitted_vod”. */
export function inVault(connects: Connects): Connects {
  const { mapping } = connects;
  const renamed: MappingInput = {
    ...mapping, system: 'vault', object: vaultObject(mapping.object),
    needs: mapping.needs.map((need) => need.split('|').flatMap((name) => vaultNames(mapping.object, name)).join('|')).filter(Boolean),
    fields: mapping.fields.map((field) => ({
      ...field, from: field.from.flatMap((name) => vaultNames(mapping.object, name)),
      do: field.do.map((step) => (step.do === 'lookup' ? { ...step, values: Object.fromEntries(Object.entries(step.values).flatMap(([from, to]) => [[from, to], [vaultValue(from), to]])) } : step)),
    })),
  };
  return { ...connects, system: 'vault', object: renamed.object, mapping: objectMapping.parse(renamed), documented: 'https://vaultcrmhelp.veeva.com/doc/Content/CRM_topics/Reference/ERDTable.htm' };
}
