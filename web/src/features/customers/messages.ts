/** Words of the customers pages. */
export const messages = {
  place: 'Customers',
  tabs: { find: 'Find', organisations: 'Organisations', steward: 'Steward’s desk', requests: 'Change requests', matching: 'Matching', imports: 'Import' },
  list: {
    title: 'Find a customer', organisations: 'Organisations', label: 'Customers', search: 'Name, NPI, phone or id', searchNote: 'The beginnings of names in any order, an NPI, a CCN, a phone number, or an id such as C20771.',
    kind: 'Kind', all: 'All', state: 'State', everyState: 'Every state', specialty: 'Specialty', everySpecialty: 'Every specialty',
    empty: 'Nobody on file yet that you may see.', emptyFiltered: 'Nobody fits these filters.', clear: 'Show everybody', importFirst: 'Import a file', waiting: 'Looking for customers',
    foot: 'Sorted by name. Only those whom your role may see.', heads: { name: 'Name', kind: 'Kind', specialty: 'Specialty', at: 'At', place: 'Place', npi: 'NPI' },
  },
  kinds: { hcp: 'Prescriber', hco: 'Organisation', idn: 'Delivery network', payer: 'Payer', plan: 'Plan', pharmacy: 'Pharmacy', contact: 'Contact', patient: 'Patient' } as Readonly<Record<string, string>>,
  kindsPlural: { hcp: 'Prescribers', hco: 'Organisations', idn: 'Delivery networks', payer: 'Payers', plan: 'Plans', pharmacy: 'Pharmacies', contact: 'Contacts', patient: 'Patients' } as Readonly<Record<string, string>>,
  roles: { practises_at: 'practises at', part_of: 'part of', in_network: 'in the network of', plan_of: 'plan of', employed_by: 'employed by', admits_to: 'admits to', contact_of: 'contact of' } as Readonly<Record<string, string>>,
  statuses: { inactive: 'Inactive', deactivated: 'NPI deactivated', merged: 'Merged into another record' } as Readonly<Record<string, string>>,
  head: {
    at: (specialty: string) => `${specialty} at `, partOf: ', part of ', in: (specialty: string, place: string) => [specialty, place].filter(Boolean).join(', '),
    licence: (state: string, until: string) => `${state} licence valid to ${until}`.trim(), localTime: (time: string) => `local time ${time}`, log: 'Log', plan: 'Plan visit', record: 'Record',
    mayNotLog: 'Your role does not log interactions.',
  },
  her: { she: 'her', he: 'him', they: 'them', it: 'them' } as Readonly<Record<string, string>>,
  she: { she: 'she', he: 'he', they: 'they', it: 'they' } as Readonly<Record<string, string>>,
  stewardHome: {
    place: 'Home', none: 'Nothing was imported yet', running: (file: string) => `${file} is being loaded`, failed: (file: string) => `${file} could not be loaded`,
    rejected: (lines: number, file: string) => `${lines} ${lines === 1 ? 'line' : 'lines'} of ${file} ${lines === 1 ? 'was' : 'were'} rejected`, clean: (when: string) => `The last import, ${when}, went in whole`, load: 'Import customers', find: 'Find a customer',
  },
  planned: {
    label: (name: string) => `Visit by ${name}`, title: (state: 'proposed' | 'planned') => (state === 'planned' ? 'Visit planned' : 'Visit proposed'),
    by: 'By', herTime: 'There', lasts: 'Time set aside', minutes: (minutes: number) => `${minutes} min`, product: 'About',
  },
  lanes: { title: 'Every function, one timeline', cut: (from: string) => `Older marks, before ${from}, are left out.`, waiting: 'Reading the timeline', none: 'Nothing has happened yet with this customer.' },
  touches: {
    label: 'What happened', all: 'All', fromHer: { she: 'From her', he: 'From him', they: 'From them', it: 'From them' } as Readonly<Record<string, string>>, withMe: 'With me', heads: { when: 'When', function: 'Whose', what: 'What' },
    empty: 'Nothing with this filter.', showAll: 'Show all', inPart: (count: number) => `${count} of these shown in part`, waiting: 'Reading what happened', minutes: (count: number) => `${count} min`, by: 'By', said: 'What was said', nothingSaid: 'Nothing was written down of what was said.',
    number: 'Number', lasted: 'Lasted', product: 'Product', at: 'At', cause: 'Led to by', notHere: 'This interaction is not on this page of the list. Choose All, or go to the next page.',
    ask: { medical: 'Ask medical', contact_centre: 'Ask the contact centre' } as Readonly<Record<string, string>>,
  },
  reach: { title: (her: string) => `May we reach ${her}?`, about: (product: string) => `about ${product}`, waiting: 'Asking the gate', from: (herTime: string) => `From ${herTime}.`, touches: (days: number) => `Touches in ${days} days, all functions: `, of: (used: number, cap: number) => `${used} of ${cap}`, channels: { email: 'E-mail', sms: 'SMS', phone: 'Phone', visit: 'Visit', event: 'Event', portal: 'Portal' } as Readonly<Record<string, string>> },
  next: {
    above: 'Next for you', due: (when: string) => `Due ${when}`, accept: 'Accept', otherTime: 'Other time', notNow: 'Not now', open: 'Open the task', why: 'Why this, why not the others', accepted: (when: string) => `Planned for ${when}.`, taken: 'Taken up. It is in your work.',
    rejectTitle: 'Why not now?', rejected: 'Noted. Tomorrow’s list learns from it.',
    reasons: { not_mine: 'This is not my customer', no_time: 'I have no time', already_done: 'It is done already', customer_declined: 'The customer does not want it', wrong_information: 'The information is wrong' } as const,
  },
  cares: { title: (she: string) => `What ${she} ${she === 'they' ? 'care' : 'cares'} about`, none: 'Nothing said yet, and nothing shown yet.', said: (when: string) => `said so, ${when}`, showed: (channel: string) => `Answers by ${channel}`, rate: (answered: number, touches: number, days: number) => `${answered} ${answered === 1 ? 'answer' : 'answers'}, ${touches} ${touches === 1 ? 'touch' : 'touches'} of ours in ${days} days`, owners: 'Owners' },
  wishes: { visit_requested: 'Would like a visit', wants_channel: 'Prefers', no_channel: 'Wants no', topic: '', time: '' } as Readonly<Record<string, string>>,
  functions: { sales: 'Sales', marketing: 'Marketing', medical: 'Medical', market_access: 'Market access', contact_centre: 'Contact centre', patient_services: 'Patient services', operations: 'Operations' } as Readonly<Record<string, string>>,
  channels: { email: 'mail', sms: 'SMS', phone: 'phone', visit: 'visit', event: 'event', portal: 'portal' } as Readonly<Record<string, string>>,
  plan: { title: (name: string) => `Plan a visit to ${name}`, when: 'When', yourTime: 'In your own time zone', herTime: (time: string) => time, suggested: (when: string) => `The first time that fits: ${when}`, noTime: 'No time fits in the next days. Choose one yourself.', save: 'Plan the visit', cancel: 'Cancel', saved: (when: string) => `Visit planned for ${when}.` },
  log: {
    title: (name: string) => `Log an interaction with ${name}`, kind: 'What it was', headline: 'In one line', headlineNote: 'Everybody who may see this customer reads this line.', body: 'What was said', bodyNote: 'Shown as far as the reader’s role goes.', minutes: 'Minutes', product: 'Product', noProduct: 'No product', save: 'Save the interaction', cancel: 'Cancel', saved: 'Saved. It is on the timeline.',
    kinds: { visit: 'Visit', call: 'Call', call_missed: 'Call not answered', meeting: 'Meeting', note: 'Note' } as const,
  },
  record: {
    title: 'What is on file', identifiers: 'Identifiers', addresses: 'Addresses', reachedAt: 'Contact points', noContact: 'None on file, or not shown to your role.', specialties: 'Specialties and licences', measures: 'Figures', sources: 'What each source says', none: 'None on file.',
    withheld: '0 or withheld (under 11)', primary: 'main one', from: (source: string) => `from ${source}`, lastSaid: (when: string) => `last changed ${when}`, addressTypes: { practice: 'Practice', mailing: 'Mailing', billing: 'Billing', home: 'Home' } as Readonly<Record<string, string>>, golden: (source: string) => `The golden record follows ${source} first.`,
    pointState: (state: string, on: string | null, source: string | null) => {
      const message = /^channels\.message:(\d+)$/.exec(source ?? '')?.[1];
      return [state === 'bounced' ? 'mail comes back' : state, on && `since ${on}`, message && `seen with mail M-${message}`].filter(Boolean).join(', ');
    },
    useAgain: 'Use again', again: (value: string) => ({ title: `Use ${value} again`, lead: 'Mail to it came back. Take it into use again when you know that it works now.', reason: 'Why', save: 'Use again', done: 'In use again.' }),
    valid: (from: string | null, to: string | null) => (from && to ? `${from} to ${to}` : to ? `until ${to}` : from ? `since ${from}` : ''), former: (count: number) => `Former (${count})`, lapsed: (from: string, to: string) => `not valid ${from} to ${to}`,
    correct: 'Correct', correctTitle: (name: string) => `Correct ${name}`, reason: 'Why', reasonNote: 'Kept in the audit trail. The correction stands above every source.', saveCorrection: 'Save the correction', corrected: 'Saved. Later imports do not overwrite it.', theirs: (version: number) => `Somebody changed this record in the meantime (version ${version}). What is on file now is shown beside your values; save again to keep yours.`, now: (value: string) => `Now on file: ${value}`,
    fields: { givenName: 'Given name', familyName: 'Family name', name: 'Name', credential: 'Credential', specialtyName: 'Specialty', line1: 'Street of the practice', city: 'City', state: 'State', postalCode: 'ZIP' } as const, moves: 'Another place ends the address before, which stays on file with dates.',
  },
  asOf: {
    open: 'As of …', label: 'As of the end of', back: 'Back to today', place: (day: string) => `As of ${day}`, banner: (day: string) => `As it was known on ${day}.`,
    bannerNote: 'Addresses, affiliations and numbers as they held on that day. Nothing can be changed here.', notYet: 'Nothing was on file of this customer then.', future: 'Choose a day before today.',
    since: 'What has changed since', sinceNote: 'Then, and now', same: 'Nothing of this has changed since.', nothing: 'nothing', now: (value: string) => `now ${value}`, active: 'Active',
    fields: { name: 'Name', status: 'State', specialty: 'Specialty', place: 'Place', practice: 'Practice address', at: 'Belongs to', licence: 'Licence valid to' },
  },
  organisation: {
    tabs: { overview: 'Overview', structure: 'Structure', affiliations: 'Affiliations' }, below: 'Below', structure: 'Structure', structureNote: 'Payer, plan, network, practice, prescriber. Open a row to see who belongs to it.', heads: { name: 'Name', role: 'Belongs as', members: 'Direct members', place: 'Place', weight: 'Weight', period: 'Period, and who says so', confidence: 'Confidence', sure: 'sure', kind: 'Kind' },
    open: (name: string) => `Show who belongs to ${name}`, close: (name: string) => `Hide who belongs to ${name}`, more: 'Show more', nobody: 'Nobody belongs to it on file.', affiliations: 'Affiliations', belongs: 'Belongs to', hasMembers: 'Members', since: (from: string) => `since ${from}`, period: (from: string, to: string) => `${from} – ${to}`, said: (source: string, on: string, stated: string | null) => [`${source} ${on}`, stated && `${stated} sure`].filter(Boolean).join(', '), previous: (count: number) => `Previous (${count})`, previousLabel: 'Previous affiliations', confidenceNote: 'Confidence: by source, agreement and age', none: 'No affiliation on file.',
    again: (on: string) => `before, again ${on}`, others: (count: number) => `${count} more`, and: ' and ',
    formulary: (product: string) => `Where ${product} stands`, plan: 'Plan', position: 'Position', lives: 'Covered lives', effective: 'Since', tier: (tier: number) => `Tier ${tier}`, notCovered: 'Not covered', unknown: 'No position on file', account: 'Account and formulary', above: 'Belongs to', counted: 'Each once, on today’s affiliations',
  },
  imports: {
    title: 'Import customers', titleRunning: (lines: string) => `${lines} lines loaded so far`, subtitle: 'Good lines load, bad ones are told with line, field, reason and remedy. The same file a second time changes nothing.', source: 'Source', format: 'How the file is made', file: 'File', choose: 'Choose a file', chosen: (name: string, size: string) => `${name}, ${size}`,
    formats: {
      csv: 'Any other table, by a mapping', nppes: 'NPPES providers (CMS, 330 columns)', nppes_simplified: 'NPPES providers, simplified', partd: 'Medicare Part D prescribers (CMS)', hospitals: 'Hospitals (CMS)', open_payments: 'Open Payments by physician', nucc: 'Specialties (NUCC)',
      qhp_plans: 'Marketplace plans (JSON)', qhp_providers: 'Marketplace provider directory (JSON)', qhp_drugs: 'Marketplace formulary (JSON)', partd_plans: 'Part D plans (PUF)', partd_formulary: 'Part D formulary (PUF)', fda_product: 'Drugs@FDA products', fda_application: 'Drugs@FDA applications',
      fda_equivalence: 'Drugs@FDA equivalence', fda_status: 'Drugs@FDA marketing status', fda_submission: 'Drugs@FDA submissions', ndc_product: 'NDC products', ndc_package: 'NDC packages', icd10cm: 'ICD-10-CM codes', icd10cm_category: 'ICD-10-CM categories', partd_drug: 'Part D totals by drug',
      partd_drug_class: 'Part D drug classes', partd_state_year: 'Part D totals by state and year', atc: 'ATC groups',
    } as Readonly<Record<string, string>>,
    kinds: { delimited: 'Text', json: 'JSON records', xlsx: 'Workbook', parquet: 'Parquet' } as const, separators: { ',': 'commas', '\t': 'tabs', ';': 'semicolons', '|': 'bars' } as Readonly<Record<string, string>>, madeOf: (kind: string, separator: string | undefined, columns: string) => `${kind}${separator ? ` with ${separator}` : ''}, ${columns} ${columns === '1' ? 'column' : 'columns'}`,
    url: 'Address of a file', urlNote: 'https only. The file itself must lie there; redirects are not followed.', fetch: 'Fetch it', inboxNote: 'CSV, TSV, JSON, XLSX or Parquet, plain, gzip or zip; exports of Salesforce or Veeva several at once. Files put into the inbox folder of the data directory appear here too.', waiting: 'Files', noFiles: 'No file waits.', open: 'Open', origin: 'From', origins: { upload: 'Upload', url: 'Address', inbox: 'Inbox' } as const, fileStates: { ready: 'Waits', loading: 'Loading', done: 'Loaded', failed: 'Not loaded', removed: 'Removed' } as const, remove: 'Forget the file',
    size: 'Size', noLines: 'The file has a header and no line below it: there is nothing to load.', dataAbove: 'The first line is read as the names of the columns, but it looks like data. Put a line with names above it and send the file again.', checkNote: 'A check reads the whole file and compares it with what is on file; nothing is written.',
    sheet: 'Sheet', saved: 'Saved mapping', noSaved: 'None: map it here', savedNote: (name: string, version: string) => `${name}, version ${version}`, forget: 'Forget this mapping',
    preview: 'As it would load', previewOf: (lines: string) => (lines === '1' ? 'From the first line' : `From the first ${lines} lines`), problems: 'Problems', noProblems: 'None in these lines.', record: 'Record', lines: 'Lines', fits: 'fits', whole: 'Check the whole file', loadFile: 'Load the file', loadingFile: (name: string) => `${name} is being loaded. It goes on when you leave this page.`, details: 'The run, and the way back', undo: 'Undo this import', undoAsk: 'What this import changed goes back where nothing newer has spoken. Customers whom somebody has used since stay, inactive.', undoing: 'The undo has begun', undone: { restored: 'Put back', removed: 'Taken back', kept: 'In use, kept inactive', merged: 'Merged since, left', newer: 'Newer word, left' } as const,
    field: 'Our field', leftOutBy: (lines: string) => `${lines} left out by the mapping`,
    check: 'Check the file', load: (lines: string) => `Load ${lines} ${lines === '1' ? 'line' : 'lines'}`, loadAnyway: 'Load the file', checking: 'Reading the file and comparing; nothing is written', loading: 'Loading', checked: 'What loading would do', done: 'Loaded', failed: 'Not all loaded', stop: 'Stop the upload',
    counts: { total: 'Lines', loaded: 'New', changed: 'Changed', unchanged: 'Same', rejected: 'Rejected' } as const, sentPart: (share: string) => `${share} sent`, rejects: 'Rejected lines', line: 'Line', reason: 'Reason', remedy: 'What would be right', download: 'Rejects as CSV', noRejects: 'No line was rejected.', more: 'Only the first are shown.',
    history: 'Imports', noHistory: 'No imports yet.', when: 'When', by: 'By', state: 'State', states: { running: 'Running', done: 'Done', failed: 'Not finished', undone: 'Undone' } as Readonly<Record<string, string>>, another: 'Choose another file', mayNot: 'Importing needs the data steward’s or the administrator’s role.',
  },
} as const;
