import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsInWords } from '../../api/problem-error.ts';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate } from '../../ui/format.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { CustomersTabs } from './customers-tabs.tsx';
import { MatchRuns } from './match-runs.tsx';
import { MatchTrial } from './match-trial.tsx';
import { MATCHING, matchRulesQuery, matchRunsQuery, publishRule, saveRule, tryRule, type MatchRule, type Subject } from './matching.ts';
import css from './matching.module.css';
import { matchingWords as words } from './matching-messages.ts';
import { messages } from './messages.ts';

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(matchRulesQuery()); // who may not finds no page;

const { head } = words.versions;
const COLUMNS: readonly Column<MatchRule>[] = [
  { id: 'version', head: head.version, width: 110, narrow: 'title', cell: (row) => words.versions.chosen(row.version) },
  { id: 'state', head: head.state, width: 90, narrow: 'end', cell: (row) => words.states[row.state] },
  { id: 'by', head: head.by, narrow: 'note', cell: (row) => row.createdByName ?? words.versions.ours },
  { id: 'at', head: head.at, width: 110, narrow: 'hide', cell: (row) => formatDate(row.createdAt) },
];

const SUBJECTS: readonly Subject[] = ['prescribers', 'organisations'];

/** How records of one party are found: the rule as text, tried on all records before it goes live, and the runs. */
export default function MatchRulesPage() {
  const [search, setSearch, hrefWith] = useUrlState<'rule' | 'of'>();
  const subject: Subject = search.of === 'organisations' ? 'organisations' : 'prescribers';
  const rules = useQuery(matchRulesQuery());
  const lastRun = useQuery(matchRunsQuery(subject)).data?.rows.find(({ state }) => state === 'done');
  const rows = rules.data?.rows.filter(({ code }) => code === subject);
  const live = rows?.find(({ state }) => state === 'live');
  const answering = rows?.find(({ answers }) => answers);
  const chosen = rows?.find((row) => String(row.ruleId) === search.rule) ?? live ?? rows?.[0];
  return (
    <Page title={words.title[subject](lastRun?.toReview ?? 0)} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.customers() }, { label: words.tab }]}>
      <CustomersTabs at="matching" />
      <FilterChips label={words.subjects.label} value={subject} onChange={(of) => setSearch({ of: of === 'prescribers' ? undefined : of, rule: undefined })} options={SUBJECTS.map((of) => ({ value: of, label: words.subjects[of] }))} />
      {live && answering && live.ruleId !== answering.ruleId && subject === 'prescribers' && <Notice title={words.waits.title(live.version)}>{words.waits.body(answering.version)}</Notice>}
      <MatchRuns subject={subject} automatic={live?.automatic ?? false} />
      <Columns widths="2fr 3fr">
        <div className={css.rule}><DataTable label={words.versions.label} columns={COLUMNS} rows={rows} rowId={(row) => String(row.ruleId)} rowName={(row) => words.versions.chosen(row.version)} hrefOf={(row) => hrefWith({ rule: String(row.ruleId) })}
          {...(chosen ? { currentId: String(chosen.ruleId) } : {})} empty={words.versions.empty} error={rules.isError ? rules.error : undefined} onRetry={() => void rules.refetch()} />{chosen && <Said rule={chosen} />}</div>
        {chosen && <RuleSheet key={chosen.ruleId} rule={chosen} onSaved={(ruleId) => setSearch({ rule: String(ruleId) })} />}
      </Columns>
    </Page>
  );
}

/** What a rule's text comes to, in sentences. */
function Said({ rule }: { readonly rule: MatchRule }) {
  const { fields, keys, never, review, join, atMost } = rule.says;
  const lines = [words.says.compares(fields, keys), words.says.never(never), words.says.bands(review, join), words.says.joins(rule.automatic, atMost)];
  return <Sheet title={words.says.title}><ul className={css.said}>{lines.map((line) => <li key={line}>{line}</li>)}</ul></Sheet>;
}

function RuleSheet({ rule, onSaved }: { readonly rule: MatchRule; readonly onSaved: (ruleId: number) => void }) {
  const client = useQueryClient();
  const [text, setText] = useState(rule.text);
  const [publishing, setPublishing] = useState(false);
  const trying = useMutation({ mutationFn: () => tryRule(rule.ruleId) });
  const saving = useMutation({
    mutationFn: () => saveRule(text),
    onSuccess: async (saved) => { await client.invalidateQueries({ queryKey: [MATCHING, 'rules'] }); toast(words.text.saved(saved.version)); onSaved(saved.ruleId); },
  });
  const isChanged = text !== rule.text;
  const faults = faultsInWords(saving.error);
  return (
    <div className={css.rule}>
      <Sheet title={words.versions.chosen(rule.version)} aside={words.states[rule.state]} foot={(
        <div className={css.deeds}>
          <Button variant="filled" disabled={!isChanged} loading={saving.isPending} onClick={() => saving.mutate()}>{words.text.save}</Button>
          <Button disabled={isChanged} loading={trying.isPending} onClick={() => trying.mutate()}>{words.trial.run}</Button>
          {rule.state === 'draft' && <Button disabled={isChanged} onClick={() => setPublishing(true)}>{words.publish.verb}</Button>}
          {!isChanged && <span className="t-quiet">{words.text.unchanged}</span>}
        </div>
      )}>
        {saving.error && !faults && <Problem error={saving.error} kept />}
        <Textarea label={words.text.label} description={words.text.hint} autosize minRows={12} maxRows={40} spellCheck={false} classNames={{ input: css.text ?? '' }} value={text} error={faults} onChange={(event) => { setText(event.currentTarget.value); saving.reset(); }} />
      </Sheet>
      <div role="status">{trying.isPending && <p className="t-quiet">{words.trial.running}</p>}</div>
      {trying.error && <Problem error={trying.error} />}
      {trying.data && !isChanged && <MatchTrial trial={trying.data} version={rule.version} />}
      {publishing && <ReasonDialog topic={MATCHING} words={words.publish} save={(reason) => publishRule(rule.ruleId, reason)} onClose={() => setPublishing(false)} />}
    </div>
  );
}
