import { formatNumber, formatShare, plural } from '../../ui/format.ts';
import { stewardWords } from './steward-messages.ts';

const records = (count: number) => plural(count, 'record', 'records');

/** A field's name within a sentence: NPI stays as it is, Kind does not. */
const within = (field: string): string => (stewardWords.fields[field] ?? field).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

export const matchingWords = {
  tab: 'Matching', subjects: { label: 'Whose records', prescribers: 'Prescribers', organisations: 'Organisations' },
  title: { prescribers: (pairs: number) => (pairs === 0 ? 'How records of one person are found' : `How records of one person are found: ${plural(pairs, 'pair', 'pairs')} in the last run`), organisations: (pairs: number) => (pairs === 0 ? 'How records of one organisation are found' : `How records of one organisation are found: ${plural(pairs, 'pair', 'pairs')} in the last run`) },
  subtitle: 'The rule says which records are compared and by what. What each agreement weighs is learnt from the records, and from what stewards decide.',
  versions: { label: 'Versions of the rule', head: { version: 'Version', state: 'State', by: 'Written by', at: 'Written' }, ours: 'comes with Tutti', empty: 'No rule yet. The first run brings the one to start from.', chosen: (version: number) => `Version ${version}` },
  states: { draft: 'Draft', live: 'Live', retired: 'Retired' },
  waits: { title: (live: number) => `Version ${live} is live from its first run on`, body: (answering: number) => `Until that run is done, version ${answering} answers whoever types a new prescriber.` },
  says: {
    title: 'What it says', compares: (fields: number, keys: number) => `It compares ${plural(fields, 'field', 'fields')} of records that agree on any of ${plural(keys, 'key', 'keys')}.`,
    never: (fields: readonly string[]) => (fields.length ? `Never one, whatever else agrees: two records with a different ${fields.map(within).join(', or a different ')}.` : 'Nothing forbids that two records are one.'),
    bands: (review: number, join: number) => `From ${formatShare(review)} likely on a steward looks. From ${formatShare(join)} on it is as good as certain.`,
    joins: (automatic: boolean, atMost: number) => (automatic ? `What is as good as certain and nobody doubts is joined by the run, up to ${formatShare(atMost)} of all records; beyond that the run asks.` : 'What is as good as certain is not joined by itself: the run asks.'),
  },
  text: { label: 'The rule', hint: 'block: only records that agree on one of these keys are compared. compare: what is compared, and how. never: two different values are two parties. automatic: whether a run joins by itself.', save: 'Save as the next version', saved: (version: number) => `Version ${version} is saved as a draft.`, unchanged: 'Change the text to save a new version.' },
  trial: {
    run: 'Try on all records', running: 'Comparing all records. With a million of them this takes about a minute.', title: (version: number) => `Version ${version}, tried`, none: 'no verdicts to hold it against',
    records: 'Records', pairs: 'Pairs compared', review: 'For stewards to look at', joined: 'As good as certain', precision: 'Precision', recall: 'Recall',
    precisionIs: 'Of the judged pairs that this version calls as good as certain, those that stewards called one party.', recallIs: 'Of the pairs that stewards called one party, those that this version would find.',
    share: (low: string, high: string, of: number) => `95 %: ${low} to ${high}, of ${plural(of, 'verdict', 'verdicts')}`,
    blocks: 'What each key costs', noBlocks: 'The rule has no keys.', block: 'Key', largest: 'Most records on one key',
  },
  publish: { verb: 'Make it live', title: 'Make this version live', lead: 'A run by it begins at once. Until it is done, the version before answers whoever types a new record. What stewards have decided stays.', reason: 'Why', save: 'Make it live', done: 'The rule is live, and a run by it has begun.', failed: 'Not live' },
  asks: {
    title: (count: number, of: number) => `The last run is as good as certain that ${records(count)} of ${formatNumber(of)} belong to another`,
    body: (automatic: boolean) => `${automatic ? 'That is more than the rule joins by itself.' : 'The rule does not join by itself.'} Nobody has doubted any of them. Each join can be undone by itself, and all of the run at once.`,
    look: 'Look at them on the desk', join: 'Join them', leave: 'Leave them to the desk',
    joinTitle: (count: number) => `Join ${records(count)} with the ones they belong to`, joinLead: 'In each party the record stays on which most hangs; the other numbers lead to it. It is done in the background, as the engine, and each join is in the trail.', reason: 'Why', joined: 'Joining has begun.',
    leaveTitle: 'Leave them to the desk', leaveLead: 'They stay on the steward’s desk, one by one. The next run asks again.', left: 'Left to the desk.', failed: 'Nothing was joined',
  },
  back: {
    verb: 'Take back', title: (count: number) => `Take back what this run joined: ${records(count)}`, lead: 'Every record becomes what it was, exactly; what came since stays with whom it belongs to. None of them is joined again unless a steward says so.',
    reason: 'Why', save: 'Take it back', done: 'Taking it back has begun.', failed: 'Not taken back',
  },
  runs: {
    title: 'Runs', start: 'Look for duplicates now', started: 'The run has begun.', empty: 'Nobody has looked yet. A run starts each night, too.', label: 'Runs over all records',
    head: { at: 'Started', by: 'By', version: 'Version', state: 'State', records: 'Records', pairs: 'Pairs', review: 'To look at', joins: 'As good as certain', deed: 'Take back' }, states: { running: 'Running', done: 'Done', failed: 'Failed' }, nightly: 'each night',
    joins: {
      none: '', asked: (count: string) => `${count}, to be decided above`, left: (count: string) => `${count}, left to the desk`, joining: (joined: string, count: string) => `joining, ${joined} of ${count} done`, joined: (count: string, by: string | null) => `${count} joined by ${by ?? 'the rule'}`,
      someBack: (back: string) => `, ${back} undone since`, taking_back: (count: string) => `${count} joined, being taken back`, taken_back: (count: string, by: string | null) => `${count} joined and taken back${by ? ` by ${by}` : ''}`,
    },
  },
  number: (value: number | null) => (value === null ? '' : formatNumber(value)),
} as const;
