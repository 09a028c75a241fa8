import type { StepName } from './mapping-draft.ts';

export const mappingWords = {
  title: (fields: string, columns: string) => `${fields} from ${columns}`, fields: (count: number) => (count === 1 ? 'field' : 'fields'), columns: (count: number) => (count === 1 ? 'column' : 'columns'),
  note: 'Guessed from the first lines. Each line below is one of our fields, the columns it comes from and what is done on the way. What you see is made by the server from your file, as it will load.',
  list: 'Fields that are loaded', field: 'Our field', chooseField: 'Choose a field', measure: 'a measure', measureName: 'Name of the measure', measureNote: 'Small letters, figures and _, such as visits', certain: 'sure', guess: 'a guess',
  from: (columns: string) => `from ${columns}`, fromNothing: 'from no column', becomes: 'becomes', empty: 'empty', nothingYet: 'nothing in the first lines',
  fits: 'fits', wrong: (lines: string) => `${lines} with a problem`, lines: (count: number) => (count === 1 ? 'line' : 'lines'), atMapping: 'Not right yet',
  edit: 'Edit', close: 'Close', remove: 'Remove', addField: 'Add a field', removed: (what: string) => `${what} removed.`,
  columnsTitle: 'Columns', column: 'Column', addColumn: 'Add a column', columnNote: (type: string, filled: string) => `${type}, filled in ${filled}`, noColumn: 'No column: the field needs a constant.',
  take: 'Of several', takes: { all: 'Join what they say', first: 'Take the first that says anything' } as const, join: 'Between them', joinNote: 'A space where nothing else is said here',
  stepsTitle: 'Steps', stepsNote: 'From top to bottom. Each takes what the one before made.', asItComes: 'As it comes', addStep: 'Add a step', mostSteps: 'Six steps are the most.', noSteps: 'None: it loads as it comes.',
  up: 'Up', down: 'Down', drag: (what: string) => `Move ${what} with the arrow keys or by dragging`, stepMoved: (what: string, place: number, all: number) => `${what} is step ${place} of ${all} now.`, stepAdded: (what: string, place: number) => `${what} added as step ${place}.`, columnMoved: (what: string, place: number, all: number) => `${what} is column ${place} of ${all} now.`,
  step: (name: string, place: number) => `Step ${place}: ${name}`, stepProblem: 'ends here',
  steps: {
    split: 'Split', date: 'Date', lookup: 'Value map', replace: 'Replace', kind: 'Word to kind', default: 'Where it is empty', constant: 'Constant', upper: 'Capitals', lower: 'Small letters', digits: 'Digits only', pad: 'Zeros in front',
  } satisfies Readonly<Record<StepName, string>>,
  stepNotes: {
    split: 'One part of “A; B”', date: 'Read a date in its own form and zone', lookup: 'Each value becomes one of ours', replace: 'One text by another, or by nothing', kind: 'Physician, clinic, plan and the like become a kind', default: 'Say this where the column is empty', constant: 'Always the same, whatever the column says', upper: '', lower: '', digits: 'Everything but digits goes', pad: 'Give back the zeros that a spreadsheet took',
  } satisfies Readonly<Record<StepName, string>>,
  split: { by: 'Split at', part: 'Part', to: 'To part', partNote: '1 is the first, −1 the last', toNote: 'Empty: that part alone' },
  date: { format: 'Form of the date', formatNote: 'DD MM YYYY, MMM for Jan, HH mm ss, A for AM or PM, Z for an offset, EXCEL for day numbers. Several are parted by |.', zone: 'Written in the zone', zoneNote: 'Where the time has no offset of its own', in: 'Day in the zone', inNote: 'Whose calendar the day is of', example: 'America/New_York' },
  replace: { find: 'Replace', with: 'by', withNote: 'Empty: by nothing' }, pad: { length: 'Digits in all' }, value: 'Value',
  lookup: { list: 'Values of the file and what they become', value: 'Value of the file', target: 'Becomes', notMapped: 'not mapped', nothing: 'nothing', otherwise: 'Values that are not mapped', others: { reject: 'Reject the line', keep: 'Keep as they are', empty: 'Leave empty' } as const, lines: (lines: string) => `${lines}`, absent: 'not in these lines', add: 'Further value', addVerb: 'Add it', more: (count: string) => `${count} further values are not shown.`, left: (count: string, lines: string) => `${count} not mapped yet, in ${lines}.`, all: 'All values of the first lines are mapped.' },
  loadsAs: 'In the first lines', status: (field: string, { filled, sampled, failed }: { filled: string; sampled: string; failed: string }) => `${field}: filled in ${filled} of ${sampled} lines${failed === '0' ? ', no problems' : `, ${failed} with a problem`}.`,
  problem: (lines: string, first: string, { reason, remedy }: { reason: string; remedy: string }) => `${lines}, the first is line ${first}: ${reason}. ${remedy}`,
  left: (count: string) => `${count} not loaded`, leftNote: 'Columns that no field comes from. They are not kept.', loadIt: 'Load it', looks: 'Values look like', samples: 'First values', leftAdded: (column: string) => `${column} added. Say which field it becomes.`,
  whole: 'Rules for the whole file', nothingWords: 'Words that stand for nothing', nothingNote: 'Such as - or unknown, in any case. Empty cells, NULL and N/A are nothing already.', encoding: 'Letters', encodings: { 'utf-8': 'As found in the file', 'windows-1252': 'Windows-1252 (older Excel)' } as const, period: 'Period of the measures',
  skip: 'Lines that are left out', skipNote: 'A line that fits one of these is not loaded, and is counted apart.', skipColumn: 'Where', skipWhen: 'is so', whens: { is: 'is one of', is_not: 'is none of', empty: 'is empty', filled: 'is filled' } as const, skipValues: 'Values', addSkip: 'Add a condition', leavesOut: (lines: string, sampled: string) => `leaves out ${lines} of ${sampled}`, condition: (place: number) => `Condition ${place}`,
  sourceName: 'Name of the source', sourceNote: 'A short word in small letters, such as crm. Its records are kept under it.', saveAs: 'Save this mapping as', save: 'Save', savedNote: (name: string, version: string) => `${name}, version ${version}`,
  text: 'The mapping as text', textLabel: 'Mapping', textNote: 'What the page shows, as it is kept. Change it here or paste one, then take it.', takeText: 'Take this text', notJson: 'This is no JSON text. A mapping begins with { and ends with }.', taken: 'Taken. The fields above are those of the text.',
  lacks: 'Before it can load', waiting: 'Trying the mapping on the first lines', editSaved: 'Edit it here',
} as const;
