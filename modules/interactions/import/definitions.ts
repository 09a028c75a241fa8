import { field, platformObject, veevaAndVault, type Connects } from '#customers';

// What of Salesforce and Veeva CRM becomes a touch, by the names of their public documentation. Data alone: copy one, name your own columns.

const OWN = field('own', ['External_ID_vod__c', 'VExternal_Id_vod__c', 'Tutti_Id__c']);
const DELETED = field('deleted', ['IsDeleted'], 'flag');
const RECORD_TYPE = field('record_type', ['RecordType.DeveloperName', 'RecordType.Name']);

export const CALLS: readonly Connects[] = veevaAndVault({
  object: 'Call2_vod__c', becomes: 'calls', keepsRest: true, order: 100, needs: ['Id', 'Account_vod__c', 'Call_Date_vod__c|Call_Datetime_vod__c'],
  fields: [
    field('key', ['Id'], 'id'), OWN, field('customer', ['Account_vod__c'], 'id'), field('at', ['Call_Datetime_vod__c', 'Call_Date_vod__c'], 'instant'), field('owner', ['User_vod__c', 'OwnerId'], 'id'), RECORD_TYPE,
    field('state', ['Status_vod__c'], [{ do: 'lookup', values: { Submitted_vod: 'done', Submitted: 'done', Planned_vod: 'planned', Planned: 'planned', Saved_vod: 'saved', Saved: 'saved' }, otherwise: 'reject' }]),
    field('way', ['Call_Channel_vod__c'], [{ do: 'lookup', values: { Face_to_face_vod: 'visit', Phone_vod: 'call', Video_vod: 'meeting', Remote_vod: 'meeting', Email_vod: 'mail', Message_vod: 'message', Other_vod: 'visit' }, otherwise: 'empty' }]),
    field('product', ['Product_vod__c'], 'id'), field('products', ['Detailed_Products_vod__c']), field('minutes', ['Duration_vod__c'], 'number'), field('notes', ['Call_Comments_vod__c']), field('next', ['Next_Call_Notes_vod__c']), DELETED,
  ],
  ignore: ['Signature_vod__c', 'Signature_Page_Image_vod__c', 'Submitted_By_Mobile_vod__c'],
});

export const MAILS: readonly Connects[] = veevaAndVault({
  object: 'Sent_Email_vod__c', becomes: 'e-mails', keepsRest: true, order: 110, needs: ['Id', 'Account_vod__c', 'Email_Sent_Date_vod__c'],
  fields: [
    field('key', ['Id'], 'id'), OWN, field('customer', ['Account_vod__c'], 'id'), field('at', ['Email_Sent_Date_vod__c'], 'instant'), field('owner', ['User_vod__c', 'OwnerId'], 'id'), RECORD_TYPE,
    field('state', ['Status_vod__c'], [{ do: 'lookup', values: { Sent_vod: 'sent', Delivered_vod: 'sent', Bounced_vod: 'bounced', Unsubscribed_vod: 'unsubscribed', Marked_Spam_vod: 'unsubscribed' }, otherwise: 'empty' }]),
    field('opens', ['Open_Count_vod__c', 'Opened_vod__c'], 'number'), field('opened_at', ['Last_Open_Date_vod__c'], 'instant'), field('clicks', ['Click_Count_vod__c', 'Clicked_vod__c'], 'number'), field('clicked_at', ['Last_Click_Date_vod__c'], 'instant'),
    field('last_at', ['Last_Activity_Date_vod__c'], 'instant'), field('product', ['Product_vod__c'], 'id'), field('products', ['Product_Display_vod__c']), DELETED,
  ],
  ignore: ['Email_Source_vod__c', 'Email_Content_vod__c', 'Email_Content2_vod__c', 'Email_Config_Values_vod__c', 'Account_Email_vod__c', 'Failure_Msg_vod__c'],
});

export const DETAILS: readonly Connects[] = [
  ...veevaAndVault({
    object: 'Call2_Detail_vod__c', becomes: 'products detailed', order: 120, needs: ['Id', 'Call2_vod__c', 'Product_vod__c', 'Detail_Priority_vod__c|Type_vod__c|Detail_Group_vod__c'],
    fields: [field('key', ['Id'], 'id'), field('call', ['Call2_vod__c'], 'id'), field('product', ['Product_vod__c'], 'id'), field('rank', ['Detail_Priority_vod__c'], 'number'), DELETED],
  }),
  ...veevaAndVault({
    object: 'Call2_Key_Message_vod__c', becomes: 'key messages', order: 121, needs: ['Id', 'Call2_vod__c', 'Key_Message_vod__c|Key_Message_Name_vod__c|Reaction_vod__c'],
    fields: [
      field('key', ['Id'], 'id'), field('call', ['Call2_vod__c'], 'id'), field('product', ['Product_vod__c'], 'id'), field('message', ['Key_Message_Name_vod__c', 'Name']),
      field('reaction', ['Reaction_vod__c'], [{ do: 'lookup', values: { Positive_vod: 'positive', Negative_vod: 'negative', Neutral_vod: 'neutral', Positive: 'positive', Negative: 'negative', Neutral: 'neutral' }, otherwise: 'empty' }]), DELETED,
    ],
  }),
];

export const ACTIVITIES: readonly Connects[] = [
  ...platformObject({
    object: 'Task', becomes: 'activities', keepsRest: true, order: 130, needs: ['Id', 'WhoId|AccountId|WhatId', 'Status', 'Subject|Priority'],
    fields: [
      field('key', ['Id'], 'id'), OWN, field('customer', ['WhoId'], 'id'), field('account', ['AccountId', 'WhatId'], 'id'), field('at', ['CompletedDateTime', 'ActivityDate', 'CreatedDate'], 'instant'), field('owner', ['OwnerId'], 'id'),
      field('state', ['Status'], [{ do: 'lookup', values: { Completed: 'done', Closed: 'done' }, otherwise: 'empty' }]),
      field('way', ['TaskSubtype', 'Type', 'CallType'], [{ do: 'lookup', values: { Call: 'call', Email: 'mail', ListEmail: 'mail', Outbound: 'call', Inbound: 'call', Meeting: 'meeting' }, otherwise: 'empty' }]),
      field('seconds', ['CallDurationInSeconds'], 'number'), field('subject', ['Subject']), field('notes', ['Description']), DELETED,
    ],
  }),
  ...platformObject({
    object: 'Event', becomes: 'activities', keepsRest: true, order: 131, needs: ['Id', 'WhoId|AccountId|WhatId', 'StartDateTime|ActivityDateTime', 'Subject|EndDateTime|DurationInMinutes'],
    fields: [
      field('key', ['Id'], 'id'), OWN, field('customer', ['WhoId'], 'id'), field('account', ['AccountId', 'WhatId'], 'id'), field('at', ['StartDateTime', 'ActivityDateTime', 'ActivityDate'], 'instant'), field('owner', ['OwnerId'], 'id'),
      field('way', ['EventSubtype', 'Type'], [{ do: 'lookup', values: { Call: 'call', Email: 'mail' }, otherwise: 'empty' }]), field('minutes', ['DurationInMinutes'], 'number'), field('subject', ['Subject']), field('notes', ['Description']), DELETED,
    ],
  }),
];
