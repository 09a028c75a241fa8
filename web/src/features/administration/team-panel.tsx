import { Button, CloseButton, Select, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { post, put } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { paths } from '../../app/paths.ts';
import { formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { toast } from '../../ui/toast.tsx';
import { countries, FUNCTIONS, useDeed, type FunctionName, type Team } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';
import { PersonField, type Chosen } from './person-field.tsx';

const words = messages.teams;
type Member = Chosen & { readonly active: boolean };
type Draft = { readonly name: string; readonly lead: Chosen | null; readonly function: FunctionName; readonly market: string; readonly members: readonly Member[]; readonly reason: string; readonly key: string };
type TeamPanelProps = { readonly team?: Team; readonly closeTo: string; readonly openOf: (teamId: number) => string };

const LEAST_REASON = 3; // letters: the server takes no less

const draftOf = (team: Team | undefined): Draft => ({
  name: team?.name ?? '', lead: team?.leadId && team.leadName ? { userId: team.leadId, name: team.leadName } : null, function: FUNCTIONS.find((one) => one === team?.function) ?? 'sales', market: team?.market ?? 'US',
  members: team?.memberRows ?? [], reason: '', key: crypto.randomUUID(),
});

function Members({ members, onChange }: { readonly members: readonly Member[]; readonly onChange: (members: readonly Member[]) => void }) {
  return (
    <div className={css.stack}>
      <PersonField label={words.addMember} name={null} without={members.map(({ userId }) => userId)} onChoose={(person) => onChange([...members, { ...person, active: true }])} />
      {members.length === 0 ? <p className="t-quiet">{words.noMembers}</p> : (
        <ul className={css.plain} aria-label={words.members}>
          {members.map((member) => <li key={member.userId} className={css.member}><span>{member.name}{member.active ? '' : `, ${words.inactive}`}</span><CloseButton size="sm" aria-label={words.remove(member.name)} onClick={() => onChange(members.filter(({ userId }) => userId !== member.userId))} /></li>)}
        </ul>
      )}
    </div>
  );
}

function useSave({ team, openOf }: TeamPanelProps, draft: Draft) {
  const { go } = useNavigation();
  return useDeed(['access.team', 'access.person'], () => {
    const body = { name: draft.name.trim(), leadId: draft.lead?.userId ?? null, function: draft.function, market: draft.market, memberIds: draft.members.filter(({ active }) => active).map(({ userId }) => userId), reason: draft.reason.trim() };
    return team ? put('/api/access/teams/{teamId}', { path: { teamId: team.teamId }, body: { ...body, version: team.version }, idempotencyKey: draft.key }) : post('/api/access/teams', { body, idempotencyKey: draft.key });
  }, (saved) => {
    toast(team ? words.saved : words.made);
    go(openOf(saved.teamId));
  });
}

/** One team: what it is called, who leads it and who belongs to it. */
export function TeamPanel(props: TeamPanelProps) {
  const { team, closeTo } = props;
  const [draft, setDraft] = useState(() => draftOf(team));
  const [tried, setTried] = useState(false);
  const [ending, setEnding] = useState(false);
  const lands = useMemo(() => countries(), []);
  const save = useSave(props, draft);
  const ended = team?.state === 'ended';
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next, key: crypto.randomUUID() });
  const lacks = { name: draft.name.trim() === '', reason: draft.reason.trim().length < LEAST_REASON };
  const told = (field: string) => (save.error instanceof ProblemError ? save.error.fieldMessage(field) : undefined);
  const stale = save.error instanceof ProblemError && save.error.code === 'request.conflict';
  const submit = () => {
    setTried(true);
    if (!ended && !lacks.name && !lacks.reason && !save.isPending) save.mutate(undefined);
  };
  return (
    <Panel wide title={team?.name ?? words.addTitle} closeTo={closeTo} {...(ended ? {} : { onSubmit: submit })} sunkFoot subtitle={team && <Link href={paths.people({ team: team.teamId })}>{`${words.people}: ${formatNumber(team.members)}`}</Link>}
      foot={ended ? <p>{words.endedNote}</p> : <div className={css.foot}><Button variant="filled" loading={save.isPending} onClick={submit}>{team ? words.save : words.make}</Button>{team && <Button variant="subtle" onClick={() => setEnding(true)}>{words.end}</Button>}</div>}>
      <PanelSection>
        {stale ? <Notice title={messages.stale} /> : save.isError && <Problem error={save.error} kept />}
        <fieldset disabled={ended} className={css.stack} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <legend className="t-hidden">{team?.name ?? words.addTitle}</legend>
          <TextInput id="name" label={words.name} value={draft.name} maxLength={120} error={told('name') ?? (tried && lacks.name ? words.missing : undefined)} onChange={(event) => change({ name: event.currentTarget.value })} />
          <PersonField id="leadId" label={words.lead} name={draft.lead?.name ?? null} error={told('leadId')} onChoose={(lead) => change({ lead })} onClear={() => change({ lead: null })} />
          <Select label={words.function} allowDeselect={false} data={FUNCTIONS.map((value) => ({ value, label: messages.functions[value] ?? value }))} value={draft.function} onChange={(work) => change({ function: work as FunctionName })} />
          <Select label={words.market} searchable allowDeselect={false} data={lands} value={draft.market} onChange={(market) => change({ market: market ?? draft.market })} />
          <Members members={draft.members} onChange={(members) => change({ members })} />
          {!ended && <Textarea id="reason" label={messages.reason} description={messages.reasonHint} autosize minRows={2} maxLength={500} value={draft.reason} error={tried && lacks.reason ? messages.reasonNeeded : undefined} onChange={(event) => change({ reason: event.currentTarget.value })} />}
        </fieldset>
      </PanelSection>
      {ending && team && <ReasonDialog words={{ title: words.endTitle(team.name), lead: words.endLead, reason: messages.reason, save: words.end, done: words.endDone }} topic="access.team" onClose={() => setEnding(false)}
        save={(reason) => post('/api/access/teams/{teamId}/end', { path: { teamId: team.teamId }, body: { version: team.version, reason } })} />}
    </Panel>
  );
}
