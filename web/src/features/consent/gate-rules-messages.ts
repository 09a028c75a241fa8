import { formatNumber, plural } from '../../ui/format.ts';

const rules = (count: number) => plural(count, 'rule', 'rules');

/** Words of the page of rules as text. */
export const gateRulesWords = {
  tab: 'Rules as text', tabs: { label: 'Consent', rules: 'What binds', text: 'Rules as text' },
  title: (count: number) => (count === 0 ? 'Rules of contact as text' : `Rules of contact as text: ${plural(count, 'version', 'versions')}`),
  subtitle: 'Limits, quiet hours, blackout periods and legal bases of the United States. Publishing changes what the gate answers from that moment on; what is law stays built in.',
  versions: { label: 'Versions', head: { version: 'Version', state: 'State', by: 'Written by', at: 'Written' }, empty: 'Nobody has saved a text yet. The rules in force stand beside as they would be written.', of: (version: number) => `Version ${version}`, standing: 'In force now' },
  states: { draft: 'Draft', live: 'Live', retired: 'Retired' } as Readonly<Record<string, string>>,
  published: (by: string, at: string, reason: string) => `Published by ${by}, ${at}: ${reason}`,
  text: {
    label: 'The rules', hint: 'One of cap, gap, quiet_hours, blackout, legal_basis or licence_at_address a rule; channel, function, product and purpose say whom it binds. Test cases stand under tests.',
    save: 'Save as the next version', saved: (version: number) => `Version ${version} is saved as a draft.`, unchanged: 'Change the text to save a version.',
  },
  trial: {
    run: 'What would change', running: 'Asking the gate about 5,000 prescribers, by the rules in force and by this text.', title: 'What this text would change',
    begins: (count: number) => `${rules(count)} would begin`, ends: (count: number) => `${rules(count)} would end`, stays: (count: number) => `${rules(count)} would stay as they are`, same: 'This text says what is in force.',
    channels: (sampled: number) => `Of ${formatNumber(sampled)} prescribers, promotion, now`, head: { channel: 'Channel', standing: 'Allowed now', proposed: 'Allowed then', why: 'Most often refused then' },
    tests: 'Test cases', noTests: 'The text has no test cases.', test: { name: 'Case', expect: 'Expected', got: 'The gate says', state: 'Result' }, passed: 'as expected', failed: 'otherwise', allowed: 'allowed',
  },
  publish: { verb: 'Publish', title: 'Put this version in force', lead: 'From now on the gate goes by it: in decisions, and again the moment before something leaves. Rules that it no longer says end; their records stay.', reason: 'Why', save: 'Publish', done: 'In force.', failed: 'Not published' },
} as const;
