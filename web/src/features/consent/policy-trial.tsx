import { formatShare } from '../../ui/format.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './consent.module.css';
import { CHANNELS } from './consent.ts';
import { gateRulesWords } from './gate-rules-messages.ts';
import type { PolicyEffect, RuleDiff } from './gate-rules.ts';
import { messages } from './messages.ts';

const words = gateRulesWords.trial;
type Test = PolicyEffect['tests'][number];
type ChannelRow = { readonly channel: string; readonly standing: number; readonly proposed: number; readonly why: string };

const said = (answer: string) => (answer === 'allowed' ? words.allowed : answer.replaceAll('_', ' '));

function channelRows({ sampled, standing, proposed }: PolicyEffect): ChannelRow[] {
  const share = (rows: PolicyEffect['standing'], channel: string) => (rows.find((row) => row.channel === channel && row.answer === 'allowed')?.customers ?? 0) / Math.max(1, sampled);
  return CHANNELS.map((channel) => ({
    channel, standing: share(standing, channel), proposed: share(proposed, channel), why: said(proposed.find((row) => row.channel === channel && row.answer !== 'allowed')?.answer ?? ''),
  }));
}

const CHANNEL_COLUMNS: readonly Column<ChannelRow>[] = [
  { id: 'channel', head: words.head.channel, narrow: 'title', cell: (row) => messages.channels[row.channel] ?? row.channel },
  { id: 'standing', head: words.head.standing, width: 120, end: true, narrow: 'note', cell: (row) => formatShare(row.standing) },
  { id: 'proposed', head: words.head.proposed, width: 120, end: true, narrow: 'end', cell: (row) => <span className={row.proposed === row.standing ? undefined : css.differs}>{formatShare(row.proposed)}</span> },
  { id: 'why', head: words.head.why, narrow: 'hide', cell: (row) => row.why },
];

const TEST_COLUMNS: readonly Column<Test>[] = [
  { id: 'name', head: words.test.name, narrow: 'title', cell: (row) => row.name },
  { id: 'expect', head: words.test.expect, width: 150, narrow: 'hide', cell: (row) => said(row.expect) },
  { id: 'got', head: words.test.got, narrow: 'note', cell: (row) => <>{said(row.got)}{row.record && <div className={css.source}>{row.record}</div>}</> },
  { id: 'state', head: words.test.state, width: 130, narrow: 'end', cell: (row) => <StateChip state={row.passed ? 'allowed' : 'refused'}>{row.passed ? words.passed : words.failed}</StateChip> },
];

/** Which rules a text begins and ends, whom the gate would let through by it, and what it says to the text's own cases. */
export function PolicyTrial({ diff, effect }: { readonly diff: RuleDiff; readonly effect: PolicyEffect }) {
  const same = diff.begins.length === 0 && diff.ends.length === 0;
  return (
    <>
      <Sheet title={words.title}>
        {same ? <p>{words.same}</p> : (
          <div className={css.changes}>
            {diff.begins.length > 0 && <div><h3>{words.begins(diff.begins.length)}</h3><ul>{diff.begins.map((rule) => <li key={rule.sentence}>{rule.sentence}<div className={css.source}>{rule.source}</div></li>)}</ul></div>}
            {diff.ends.length > 0 && <div><h3>{words.ends(diff.ends.length)}</h3><ul>{diff.ends.map((rule) => <li key={rule.ruleId}>{rule.sentence}</li>)}</ul></div>}
            <p className="t-quiet">{words.stays(diff.stays)}</p>
          </div>
        )}
      </Sheet>
      <DataTable label={words.channels(effect.sampled)} title={words.channels(effect.sampled)} columns={CHANNEL_COLUMNS} rows={channelRows(effect)} rowId={(row) => row.channel} rowName={(row) => row.channel} empty="" />
      <DataTable label={words.tests} title={words.tests} columns={TEST_COLUMNS} rows={effect.tests} rowId={(row) => row.name} rowName={(row) => row.name} empty={words.noTests} />
    </>
  );
}
