import { connect, field, platformObject, veevaAndVault, type Connects } from '#customers';

// What of Salesforce and Veeva CRM says what a customer allowed and forbade, by the names of their public documentation. Data alone: copy one, name your own columns.

const CHANNELS = {
  Approved_Email_vod: 'email', 'Approved Email': 'email', Email_vod: 'email', Email: 'email', SMS_vod: 'sms', SMS: 'sms', Phone_vod: 'phone', Phone: 'phone', Engage_vod: 'event', Engage: 'event', Remote_Meeting_vod: 'event', Event_vod: 'event',
  CLM_vod: 'visit', CLM: 'visit', Visit: 'visit', Portal: 'portal', Portal_vod: 'portal', Website: 'portal',
};
const TYPES = { Opt_In_vod: 'in', Opt_Out_vod: 'out', Opt_In_Pending_vod: 'pending', Opt_In: 'in', Opt_Out: 'out', 'Opt In': 'in', 'Opt Out': 'out', Never_vod: 'out' };

export const CONSENTS: readonly Connects[] = veevaAndVault({
  object: 'Multichannel_Consent_vod__c', becomes: 'consents', order: 200, needs: ['Id', 'Account_vod__c', 'Opt_Type_vod__c'],
  fields: [
    field('key', ['Id'], 'id'), field('own', ['External_ID_vod__c', 'VExternal_Id_vod__c']), field('customer', ['Account_vod__c'], 'id'), field('type', ['Opt_Type_vod__c'], [{ do: 'lookup', values: TYPES, otherwise: 'reject' }]),
    field('channel', ['RecordType.DeveloperName', 'RecordType.Name', 'Consent_Type_vod__r.Channel_Label_vod__c', 'Channel_Source_vod__c'], [{ do: 'lookup', values: CHANNELS, otherwise: 'empty' }]), field('value', ['Channel_Value_vod__c']),
    field('content', ['Content_Type_vod__r.Name', 'Content_Type_vod__c']), field('product', ['Product_vod__c'], 'id'), field('at', ['Capture_Datetime_vod__c', 'CreatedDate'], 'instant'), field('expires', ['Opt_Expiration_Date_vod__c'], 'instant'),
    field('text_version', ['Consent_Type_vod__r.Name', 'Consent_Type_vod__c']), field('cause', ['Optout_Event_Type_vod__c']), field('line', ['Consent_Line_vod__c']),
  ],
});

const FLAGS = [field('key', ['Id'], 'id'), field('at', ['Last_Modified_Do_Not_Call_vod__c', 'LastModifiedDate', 'CreatedDate'], 'instant')];

/** What an account says of itself besides: a second reading of the same file, which takes refusals alone. */
export const REFUSALS: readonly Connects[] = [
  ...veevaAndVault({
    object: 'Account', part: 'refusals', becomes: 'refusals', order: 210, needs: ['Id', 'Do_Not_Call_vod__c|PersonDoNotCall|PersonHasOptedOutOfEmail|Approved_Email_Opt_Type_vod__c'],
    fields: [...FLAGS, field('phone', ['PersonDoNotCall'], 'flag'), field('visit', ['Do_Not_Call_vod__c'], [{ do: 'lookup', values: { Yes_vod: 'true', Yes: 'true', True: 'true', true: 'true', No_vod: '', No: '', false: '', False: '' }, otherwise: 'empty' }]), field('email', ['PersonHasOptedOutOfEmail'], 'flag'),
      field('mail', ['Approved_Email_Opt_Type_vod__c'], [{ do: 'lookup', values: { Never_vod: 'true', Opt_Out_vod: 'true', Never: 'true' }, otherwise: 'empty' }])],
  }),
  connect('salesforce', {
    object: 'Account', part: 'refusals', becomes: 'refusals', order: 210, needs: ['Id', 'PersonDoNotCall|PersonHasOptedOutOfEmail'],
    fields: [...FLAGS, field('phone', ['PersonDoNotCall'], 'flag'), field('email', ['PersonHasOptedOutOfEmail'], 'flag')],
  }),
  ...platformObject({
    object: 'Contact', part: 'refusals', becomes: 'refusals', order: 211, needs: ['Id', 'DoNotCall|HasOptedOutOfEmail'],
    fields: [...FLAGS, field('phone', ['DoNotCall'], 'flag'), field('email', ['HasOptedOutOfEmail'], 'flag')],
  }),
];
