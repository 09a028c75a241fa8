import { formatNumber, plural } from '../../ui/format.ts';

export const matchingWords = {
  tab: 'Matching', title: (pairs: number) => (pairs === 0 ? 'How records of one person are found' : `How records of one person are found: ${plural(pairs, 'pair', 'pairs')} in the last run`),
  subtitle: 'The rule says which records are compared and by what. What each agreement weighs is learnt from the records, and from what stewards decide.',
  versions: { label: 'Versions of the rule', head: { version: 'Version', state: 'State', by: 'Written by', at: 'Written' }, empty: 'No rule yet. The first run brings the one to start from.', chosen: (version: number) => `Version ${version}` },
  states: { draft: 'Draft', live: 'Live', retired: 'Retired' },
  text: { label: 'The rule', hint: 'block: only records that agree on one of these keys are compared. compare: what is compared, and how. never: two different values are two people.', save: 'Save as the next version', saved: (version: number) => `Version ${version} is saved as a draft.`, unchanged: 'Change the text to save a new version.' },
  trial: {
    run: 'Try on all records', running: 'Comparing all records. With a million of them this takes about a minute.', title: (version: number) => `Version ${version}, tried`, none: 'no verdicts to hold it against',
    records: 'Records', pairs: 'Pairs compared', review: 'For stewards to look at', joined: 'As good as certain', precision: 'Precision', recall: 'Recall',
    precisionIs: 'Of the judged pairs that this version calls as good as certain, those that stewards called one person.', recallIs: 'Of the pairs that stewards called one person, those that this version would find.',
    share: (low: string, high: string, of: number) => `95 %: ${low} to ${high}, of ${plural(of, 'verdict', 'verdicts')}`,
    blocks: 'What each key costs', noBlocks: 'The rule has no keys.', block: 'Key', largest: 'Most records on one key',
  },
  publish: { verb: 'Make it live', title: 'Make this version live', lead: 'The next run finds pairs by it. What stewards have decided stays.', reason: 'Why', save: 'Make it live', done: 'The rule is live.', failed: 'Not live' },
  runs: {
    title: 'Runs', start: 'Look for duplicates now', started: 'The run has begun.', empty: 'Nobody has looked yet. A run starts each night, too.', label: 'Runs over all records',
    head: { at: 'Started', by: 'By', version: 'Version', state: 'State', records: 'Records', pairs: 'Pairs', review: 'To look at' }, states: { running: 'Running', done: 'Done', failed: 'Failed' }, nightly: 'each night',
  },
  number: (value: number | null) => (value === null ? '' : formatNumber(value)),
} as const;
