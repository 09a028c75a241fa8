import { Button, Radio, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { put } from '../../api/call.ts';
import { usePerson } from '../../app/session.ts';
import { formatInstant, formatNumber } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { ROLES, useDeed, type Line, type Review, type Role } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';

const words = messages.reviews;
const DECISIONS = ['keep', 'change', 'end'] as const;
type Decision = (typeof DECISIONS)[number];
type LinePanelProps = { readonly review: Review; readonly line: Line; readonly may: boolean; readonly administers: boolean; readonly closeTo: string };

const LEAST_REASON = 3; // letters: the server takes no less

function Facts({ line }: { readonly line: Line }) {
  const facts = ([
    [words.lineHeads.role, `${messages.roles[line.role] ?? line.role}, ${messages.functions[line.function] ?? line.function}`], [words.teams, line.teams.join(', ') || messages.people.noTeams], [words.lineHeads.breadth, formatNumber(line.customers)],
    [words.lineHeads.seen, line.lastSignInAt ? formatInstant(line.lastSignInAt) : messages.people.never], [words.lineHeads.reviewer, line.reviewerName ?? words.administrators],
    [words.decision, line.decision && [words.decisions[line.decision], line.newRole && messages.roles[line.newRole], line.decidedByName, line.decidedAt && formatInstant(line.decidedAt)].filter(Boolean).join(', ')],
    [words.carriedOut, line.appliedAt && [line.appliedByName, formatInstant(line.appliedAt)].filter(Boolean).join(', ')], [messages.reason, line.reason],
  ] as const).filter(([, value]) => value);
  return <dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl>;
}

/** One line: what she may reach, and whether she still needs it. */
export function LinePanel({ review, line, may, administers, closeTo }: LinePanelProps) {
  const { go } = useNavigation();
  const mine = usePerson()?.userId === line.userId;
  const [decision, setDecision] = useState<Decision>(line.decision ?? 'keep');
  const [newRole, setNewRole] = useState<Role | null>(line.newRole);
  const [reason, setReason] = useState(line.reason);
  const [tried, setTried] = useState(false);
  const save = useDeed(['access.review', 'access.person'], () => put('/api/access/reviews/{reviewId}/lines/{userId}', { path: { reviewId: review.reviewId, userId: line.userId }, body: { version: line.version, decision, reason: reason.trim(), ...(decision === 'change' && newRole ? { newRole } : {}) } }), () => {
    toast(decision === 'keep' || administers ? words.saved : words.savedWaits);
    go(closeTo);
  });
  const lacks = (decision !== 'keep' && reason.trim().length < LEAST_REASON) || (decision === 'change' && (!newRole || newRole === line.role));
  const submit = () => {
    setTried(true);
    if (may && !lacks && !save.isPending) save.mutate(undefined);
  };
  return (
    <Panel wide title={words.lineTitle(line.name)} subtitle={line.roleTitle} closeTo={closeTo} {...(may ? { onSubmit: submit, sunkFoot: true, foot: <>{decision !== 'keep' && <p>{administers ? words.takesEffect : words.waitsNote}</p>}{tried && lacks && <p role="alert">{words.missing}</p>}<Button variant="filled" loading={save.isPending} onClick={submit}>{words.save}</Button></> } : { toRead: true })}>
      <PanelSection><Facts line={line} /></PanelSection>
      {mine && review.state === 'open' && <PanelSection><p>{words.mayNot}</p></PanelSection>}
      {may && (
        <PanelSection>
          {save.isError && <Problem error={save.error} kept />}
          <div className={css.stack}>
            <Radio.Group label={words.decision} value={decision} onChange={(value) => setDecision(value as Decision)}><Stack gap={8} mt={6}>{DECISIONS.map((value) => <Radio key={value} value={value} label={words.decisionWords[value]} />)}</Stack></Radio.Group>
            {decision === 'change' && <Select label={words.newRole} allowDeselect={false} data={ROLES.filter((role) => role !== line.role).map((value) => ({ value, label: messages.roles[value] ?? value }))} value={newRole} onChange={(role) => setNewRole(role as Role)} />}
            <Textarea label={decision === 'keep' ? words.reasonOptional : messages.reason} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          </div>
        </PanelSection>
      )}
    </Panel>
  );
}
