import { npiOf } from '#customers';
import { csvCell } from '#platform/export';

// Exports of a CRM as the Data Loader writes them, of people who do not exist: for tests and measurements.

type Row = Readonly<Record<string, string>>;

/** A file with every cell quoted, a byte-order mark and Windows line ends, as the Data Loader writes it. */
export function exported(rows: readonly Row[], columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return `\uFEFF${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** An id of 18 characters: three that tell the object, nine digits of the number, and the case suffix of digits alone. */
export const crmId = (prefix: string, number: number): string => `${prefix}${String(number).padStart(12, '0')}AAA`;

const AMARA = { Id: crmId('001', 1), NPI_vod__c: '1780042317', FirstName: 'Amara', LastName: 'Osei-Ünsal', Name: 'Amara Osei-Ünsal', Credentials_vod__c: 'MD', IsPersonAccount: 'true', 'RecordType.DeveloperName': 'Professional_vod' };

/** A small org of Veeva CRM: two markets, and what real exports have of ugliness. */
export function veevaExport(): Readonly<Record<string, string>> {
  const account = (row: Row): Row => ({ Country_vod__c: 'US', SystemModstamp: '2026-11-20T01:02:03.000Z', ...row });
  return {
    'User.csv': exported([
      { Id: crmId('005', 1), Email: 'Rep.One@abc.example', Username: 'rep.one@abc.example', IsActive: 'true', 'Profile.Name': 'Sales Representative' },
      { Id: crmId('005', 2), Email: 'liaison@abc.example', Username: 'liaison@abc.example', IsActive: 'true', 'Profile.Name': 'MSL' },
      { Id: crmId('005', 3), Email: 'left.long.ago@abc.example', Username: 'left@abc.example', IsActive: 'false', 'Profile.Name': 'Custom: District' },
    ]),
    'Product_vod__c.csv': exported([{ Id: crmId('a00', 1), Name: 'GLIDIM', Product_Type_vod__c: 'Detail_vod' }, { Id: crmId('a00', 2), Name: 'Somebody else’s', Product_Type_vod__c: 'Competitor_vod' }]),
    'Account.csv': exported([
      account({ ...AMARA, Specialty_1_vod__c: 'Cardiology_vod', PersonEmail: 'Amara.Osei@clinic.example', Do_Not_Call_vod__c: 'No_vod', Primary_Parent_vod__c: crmId('001', 9), Loyalty_Score__c: '7,5 "good"\nsince March', External_ID_vod__c: 'EXT-1' }),
      account({ Id: crmId('001', 2), FirstName: 'Zoë', LastName: '李', Name: 'Zoë 李', IsPersonAccount: 'true', Country_vod__c: 'United States', Do_Not_Call_vod__c: 'Yes_vod', LastModifiedDate: '2026-03-01T10:00:00.000+0000' }),
      account({ Id: crmId('001', 3), LastName: 'Grün', FirstName: 'Jörg', Name: 'Jörg Grün', IsPersonAccount: 'true', Country_vod__c: 'DE' }),
      account({ Id: crmId('001', 4), LastName: 'Wrong', Name: 'Wrong Digit', IsPersonAccount: 'true', NPI_vod__c: '1780042318' }),
      account({ Id: crmId('001', 9), Name: 'Lakeside Heart', IsPersonAccount: 'false', 'RecordType.DeveloperName': 'Practice_vod' }),
    ]),
    'Address_vod__c.csv': exported([
      { Id: crmId('a01', 1), Account_vod__c: crmId('001', 1), Name: '1 Lake Street\nFloor 2', City_vod__c: 'NEW YORK', State_vod__c: 'NY', Zip_vod__c: '10001', Primary_vod__c: 'true', Phone_vod__c: '(212) 555-0100' },
      { Id: crmId('a01', 2), Account_vod__c: crmId('001', 1), Name: '9 Second Ave', City_vod__c: 'New York', State_vod__c: 'NY', Zip_vod__c: '10003', Primary_vod__c: 'false' },
      { Id: crmId('a01', 3), Account_vod__c: crmId('001', 1), Name: 'PO Box 7', City_vod__c: 'New York', State_vod__c: 'NY', Zip_vod__c: '10004', Mailing_vod__c: 'true' },
      { Id: crmId('a01', 4), Account_vod__c: crmId('001', 3), Name: 'Hauptstraße 1', City_vod__c: 'Köln', Zip_vod__c: '50667', Country_vod__c: 'DE', Primary_vod__c: 'true' },
      { Id: crmId('a01', 5), Account_vod__c: crmId('001', 77), Name: 'Nowhere', City_vod__c: 'Albany', State_vod__c: 'NY', Zip_vod__c: '12201' },
    ]),
    'Child_Account_vod__c.csv': exported([{ Id: crmId('a02', 1), Parent_Account_vod__c: crmId('001', 9), Child_Account_vod__c: crmId('001', 2), External_ID_vod__c: 'x' }]),
    'Call2_vod__c.csv': exported([
      { Id: crmId('a03', 1), Account_vod__c: crmId('001', 1), Call_Datetime_vod__c: '2026-10-01T14:30:00.000+0000', Call_Date_vod__c: '2026-10-01', Status_vod__c: 'Submitted_vod', OwnerId: crmId('005', 1), Call_Channel_vod__c: 'Face_to_face_vod', Detailed_Products_vod__c: 'Glidim', Call_Comments_vod__c: 'Asked for the\nrenal table.' },
      { Id: crmId('a03', 2), Account_vod__c: crmId('001', 1), Call_Datetime_vod__c: '2026-10-02 09:00:00', Status_vod__c: 'Submitted_vod', OwnerId: crmId('005', 2), Detailed_Products_vod__c: 'Glidim', Call_Comments_vod__c: 'CANARY-MEDICAL off-label question' },
      { Id: crmId('a03', 3), Account_vod__c: crmId('001', 2), Call_Date_vod__c: '2027-01-10', Status_vod__c: 'Planned_vod', OwnerId: crmId('005', 1) },
      { Id: crmId('a03', 4), Account_vod__c: crmId('001', 2), Call_Date_vod__c: '1901-01-01', Status_vod__c: 'Submitted_vod', OwnerId: crmId('005', 1) },
      { Id: crmId('a03', 5), Account_vod__c: crmId('001', 3), Call_Date_vod__c: '2026-09-09', Status_vod__c: 'Submitted_vod', OwnerId: crmId('005', 1) },
      { Id: crmId('a03', 6), Account_vod__c: crmId('001', 1), Call_Datetime_vod__c: '2025-05-05T23:30:00.000-04:00', Status_vod__c: 'Submitted_vod', OwnerId: crmId('005', 3), Call_Comments_vod__c: 'CANARY-UNKNOWN whoever wrote this left' },
    ]),
    'Call2_Detail_vod__c.csv': exported([
      { Id: crmId('a04', 1), Call2_vod__c: crmId('a03', 1), Product_vod__c: crmId('a00', 1), Detail_Priority_vod__c: '1', Type_vod__c: 'Paid_Detail_vod' }, { Id: crmId('a04', 2), Call2_vod__c: crmId('a03', 2), Product_vod__c: crmId('a00', 1), Detail_Priority_vod__c: '1' },
    ]),
    'Sent_Email_vod__c.csv': exported([
      { Id: crmId('a05', 1), Account_vod__c: crmId('001', 1), Email_Sent_Date_vod__c: '2026-11-01T08:00:00.000Z', Status_vod__c: 'Delivered_vod', Open_Count_vod__c: '3.0', Last_Open_Date_vod__c: '2026-11-02T08:00:00.000Z', Click_Count_vod__c: '1', Last_Click_Date_vod__c: '2026-11-02T08:01:00.000Z', OwnerId: crmId('005', 1), Product_vod__c: crmId('a00', 1) },
      { Id: crmId('a05', 2), Account_vod__c: crmId('001', 1), Email_Sent_Date_vod__c: '', Status_vod__c: 'Saved_vod', OwnerId: crmId('005', 1) },
    ]),
    'Multichannel_Consent_vod__c.csv': exported([
      { Id: crmId('a06', 1), Account_vod__c: crmId('001', 1), Opt_Type_vod__c: 'Opt_Out_vod', Channel_Value_vod__c: 'amara.osei@clinic.example', Capture_Datetime_vod__c: '2026-06-01T10:00:00.000Z', Optout_Event_Type_vod__c: 'Unsubscribed_vod' },
      { Id: crmId('a06', 2), Account_vod__c: crmId('001', 1), Opt_Type_vod__c: 'Opt_In_vod', Channel_Value_vod__c: 'amara.osei@clinic.example', Capture_Datetime_vod__c: '2025-06-01T10:00:00.000Z', Opt_Expiration_Date_vod__c: '2030-01-01' },
      { Id: crmId('a06', 3), Account_vod__c: crmId('001', 9), Opt_Type_vod__c: 'Opt_In_vod', Channel_Value_vod__c: 'desk@lakeside.example', Capture_Datetime_vod__c: '2026-01-05T10:00:00.000Z', Product_vod__c: crmId('a00', 1) },
      { Id: crmId('a06', 4), Account_vod__c: crmId('001', 2), Opt_Type_vod__c: 'Opt_In_Pending_vod', Channel_Value_vod__c: 'zoe@clinic.example', Capture_Datetime_vod__c: '2026-01-05T10:00:00.000Z' },
      { Id: crmId('a06', 5), Account_vod__c: crmId('001', 2), Opt_Type_vod__c: 'Opt_In_vod', Channel_Value_vod__c: '+12125550111', Capture_Datetime_vod__c: '2026-01-05T10:00:00.000Z' },
    ]),
  };
}

/** Many person accounts, or calls on them, line by line: nothing is held. */
export function* manyAccounts(count: number): Generator<string> {
  yield 'Id,NPI_vod__c,FirstName,LastName,Name,IsPersonAccount,Specialty_1_vod__c,PersonEmail,Country_vod__c,SystemModstamp\n';
  for (let n = 1; n <= count; n += 1) yield `${[crmId('001', n), npiOf(100_000_000 + n), `Given${n}`, `Family${n}`, csvCell(`Given${n} Family${n}`), 'true', 'Cardiology_vod', `person${n}@clinic.example`, n % 10 === 0 ? 'DE' : 'US', '2026-11-20T01:02:03.000Z'].join(',')}\n`;
}
export function* manyCalls(count: number, accounts: number): Generator<string> {
  yield 'Id,Account_vod__c,Call_Datetime_vod__c,Status_vod__c,OwnerId,Call_Channel_vod__c\n';
  for (let n = 1; n <= count; n += 1) yield `${crmId('a03', n)},${crmId('001', 1 + ((n * 7) % accounts))},${new Date(Date.UTC(2024, 0, 1) + n * 400_000).toISOString()},Submitted_vod,${crmId('005', 1)},Face_to_face_vod\n`;
}
