import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsInWords } from '../../api/problem-error.ts';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate } from '../../ui/format.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import css from './consent.module.css';
import { ConsentTabs } from './consent-tabs.tsx';
import { gateRulesWords as words } from './gate-rules-messages.ts';
import { POLICY, policiesQuery, publishPolicy, savePolicy, tryPolicy, type Policy } from './gate-rules.ts';
import { messages } from './messages.ts';
import { PolicyTrial } from './policy-trial.tsx';

export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(policiesQuery());

const { head } = words.versions;
const COLUMNS: readonly Column<Policy>[] = [
  { id: 'version', head: head.version, width: 110, narrow: 'title', cell: (row) => words.versions.of(row.version) },
  { id: 'state', head: head.state, width: 90, narrow: 'end', cell: (row) => words.states[row.state] },
  { id: 'by', head: head.by, narrow: 'note', cell: (row) => row.createdByName ?? '' },
  { id: 'at', head: head.at, width: 110, narrow: 'hide', cell: (row) => formatDate(row.createdAt) },
];

/** The rules of contact as people write them: every version, what a text would change, and publishing it with a reason. */
export default function GateRulesPage() {
  const [search, setSearch, hrefWith] = useUrlState<'version'>();
  const policies = useQuery(policiesQuery());
  const rows = policies.data?.rows;
  const chosen = rows?.find((row) => String(row.version) === search.version) ?? rows?.find(({ state }) => state === 'live') ?? rows?.[0];
  return (
    <Page title={words.title(rows?.length ?? 0)} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.consent() }, { label: words.tab }]}>
      <ConsentTabs at="text" />
      <Columns widths="2fr 3fr">
        <div><DataTable label={words.versions.label} columns={COLUMNS} rows={rows} rowId={(row) => String(row.policyId)} rowName={(row) => words.versions.of(row.version)} hrefOf={(row) => hrefWith({ version: String(row.version) })}
          {...(chosen ? { currentId: String(chosen.policyId) } : {})} empty={words.versions.empty} error={policies.isError ? policies.error : undefined} onRetry={() => void policies.refetch()} /></div>
        {policies.data && <TextSheet key={chosen?.policyId ?? 'standing'} policy={chosen} before={chosen?.text ?? policies.data.standing} onSaved={(version) => setSearch({ version: String(version) })} />}
      </Columns>
    </Page>
  );
}

function TextSheet({ policy, before, onSaved }: { readonly policy: Policy | undefined; readonly before: string; readonly onSaved: (version: number) => void }) {
  const client = useQueryClient();
  const [text, setText] = useState(before);
  const [publishing, setPublishing] = useState(false);
  const trying = useMutation({ mutationFn: () => tryPolicy(text) });
  const saving = useMutation({
    mutationFn: () => savePolicy(text),
    onSuccess: async (saved) => { await client.invalidateQueries({ queryKey: [POLICY] }); toast(words.text.saved(saved.version)); onSaved(saved.version); },
  });
  const isChanged = text !== before;
  const faults = faultsInWords(saving.error) ?? faultsInWords(trying.error);
  const problem = faults ? null : saving.error ?? trying.error;
  return (
    <div className={css.policy}>
      <Sheet title={policy ? words.versions.of(policy.version) : words.versions.standing} aside={policy ? words.states[policy.state] : undefined} foot={(
        <div className={css.deeds}>
          <Button variant="filled" disabled={policy !== undefined && !isChanged} loading={saving.isPending} onClick={() => saving.mutate()}>{words.text.save}</Button>
          <Button loading={trying.isPending} onClick={() => trying.mutate()}>{words.trial.run}</Button>
          {policy?.state === 'draft' && <Button disabled={isChanged} onClick={() => setPublishing(true)}>{words.publish.verb}</Button>}
          {policy && !isChanged && <span className="t-quiet">{words.text.unchanged}</span>}
        </div>
      )}>
        {problem && <Problem error={problem} kept />}
        {policy?.liveAt && <p className="t-quiet">{words.published(policy.publishedByName ?? '', formatDate(policy.liveAt), policy.reason ?? '')}</p>}
        <Textarea label={words.text.label} description={words.text.hint} autosize minRows={14} maxRows={44} spellCheck={false} classNames={{ input: css.text ?? '' }} value={text} error={faults}
          onChange={(event) => { setText(event.currentTarget.value); saving.reset(); trying.reset(); }} />
      </Sheet>
      <div role="status">{trying.isPending && <p className="t-quiet">{words.trial.running}</p>}</div>
      {trying.data && <PolicyTrial {...trying.data} />}
      {publishing && policy && <ReasonDialog topic={POLICY} words={words.publish} save={(reason) => publishPolicy(policy.policyId, reason)} onClose={() => setPublishing(false)} />}
    </div>
  );
}
