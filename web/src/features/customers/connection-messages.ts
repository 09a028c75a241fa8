/** Words for exports of another CRM. */
export const connection = {
  title: 'Exports of another CRM', systems: { salesforce: 'Salesforce', veeva: 'Veeva CRM', vault: 'Vault CRM' } as Readonly<Record<string, string>>, system: 'They come from', looking: 'Reading the first lines of the files',
  note: 'Loaded in this order, parents first. Each is an import of its own, with its rejects and its undo. Load the same files again later: only what changed is written.',
  market: 'Market', marketNote: 'Two letters, such as US. Empty: all markets.', wrongMarket: 'Two letters of ISO 3166, such as US', load: (files: number, market: string) => `Load ${files} ${files === 1 ? 'table' : 'tables'}${market ? ` of ${market}` : ''}`,
  heads: { file: 'File', becomes: 'Becomes', read: 'Columns read', rest: 'Other columns', state: 'State', lines: 'Lines', rejected: 'Rejected', leftOut: 'Other markets' }, own: (name: string) => `by your mapping ${name}`, refused: 'Not loaded', kept: (columns: string) => `kept as they came: ${columns}`, unread: (columns: string) => `not read: ${columns}`,
  unknown: (name: string, columns: string) => `${name} is no export that is known. Its columns are ${columns}.`, waits: 'Waits', again: 'Choose other files', sending: (done: number, all: number) => `File ${done + 1} of ${all} is being sent`,
  result: (loaded: string, changed: string, unchanged: string) => `${loaded} new, ${changed} changed, ${unchanged} unchanged`, done: 'Loaded. What was rejected, and why, is under Imports below.', rejects: 'Rejected lines',
  mastery: 'Who has the last word', masteryNote: 'Market by market. Where Tutti has it, a load links numbers and brings new customers, and refuses calls and permissions; a refusal of a customer counts wherever it was recorded.',
  objects: { customer: 'Customers', interaction: 'Calls, e-mails, activities', consent: 'Consents' } as const, masters: { nobody: 'Rules of survivorship', tutti: 'Tutti', salesforce: 'Salesforce', veeva: 'Veeva CRM', vault: 'Vault CRM' } as const,
  others: 'all others', everywhere: 'all markets', add: 'Add a market', addMarket: 'Market to add', addNote: 'Two letters, such as US', heads2: { market: 'Market', back: 'Back to their CRM' }, setBy: (name: string, when: string) => `${name}, ${when}`,
  backNote: 'Files in the shape of their objects. Their Data Loader upserts by the external id Tutti_Id__c. What came from there does not go back; of medical calls the header alone does.',
  format: (format: string): string => { const [system = '', object = '', part] = format.split(':'); return [connection.systems[system] ?? system, [object, part].filter(Boolean).join(', ')].join(' '); },
  leftOut: (market: string, lines: string) => `Market ${market} alone; ${lines} lines of other markets were left out`,
  files: { calls: 'Calls', mails: 'E-mails', consents: 'Consents' }, download: (what: string, market: string) => `${what} of ${market}`,
};
