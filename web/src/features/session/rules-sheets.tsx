import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { formatInstant, formatTime, formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import css from './account.module.css';
import { KeysTable } from './keys-table.tsx';
import { allKeysQuery, invitationsQuery, locksQuery, rules, useRule, type Invitation, type Lock, type Settings } from './rules.ts';
import { messages } from './rules-messages.ts';

/** How long sessions last, and whether a second step is demanded. */
export function SettingsSheet({ settings }: { readonly settings: Settings }) {
  const words = messages.rules;
  const [idle, setIdle] = useState<string | number>(settings.idleMinutes);
  const [absolute, setAbsolute] = useState<string | number>(settings.absoluteHours);
  const [second, setSecond] = useState(settings.secondStepRequired);
  const change = useRule(rules.change, () => toast(words.saved));
  const submit = (event: FormEvent) => { event.preventDefault(); change.mutate({ idleMinutes: Number(idle), absoluteHours: Number(absolute), secondStepRequired: second }); };
  return (
    <form onSubmit={submit}>
      <Sheet title={words.title} foot={<div className={css.verbs}><Button type="submit" variant="filled" loading={change.isPending}>{words.save}</Button></div>}>
        {change.error && <Problem error={change.error} kept />}
        <div className={css.numbers}>
          <NumberInput label={words.idle} description={words.idleNote} min={5} max={120} allowDecimal={false} required withAsterisk={false} value={idle} onChange={setIdle} maw={320} />
          <NumberInput label={words.absolute} description={words.absoluteNote} min={1} max={24} allowDecimal={false} required withAsterisk={false} value={absolute} onChange={setAbsolute} maw={320} />
        </div>
        <Checkbox mt={16} label={words.second} description={words.secondNote} checked={second} onChange={(event) => setSecond(event.currentTarget.checked)} />
      </Sheet>
    </form>
  );
}

const whoOf = ({ name, kind }: Lock): string => name ?? (kind === 'network' ? messages.locks.network : messages.locks.nobody);

/** What is shut now for being guessed at, and the way to open it. */
export function LocksSheet() {
  const words = messages.locks;
  const locks = useQuery(locksQuery());
  const open = useRule(rules.openLock, () => toast(words.opened));
  const columns: readonly Column<Lock>[] = [
    { id: 'who', head: words.heads.who, narrow: 'title', cell: (lock) => <b>{whoOf(lock)}</b> },
    { id: 'what', head: words.heads.what, narrow: 'note', cell: (lock) => words.kinds[lock.kind] ?? lock.kind },
    { id: 'until', head: words.heads.until, width: 160, narrow: 'hide', cell: (lock) => <time dateTime={lock.lockedUntil} title={formatInstant(lock.lockedUntil)}>{formatTime(lock.lockedUntil)}</time> },
    { id: 'times', head: words.heads.times, width: 110, narrow: 'hide', cell: (lock) => lock.locks },
    { id: 'open', head: <span className="t-hidden">{words.open}</span>, end: true, width: 120, narrow: 'end', cell: (lock) => <Button size="xs" aria-label={words.openNamed(whoOf(lock))} onClick={() => open.mutate(lock.lockId)}>{words.open}</Button> },
  ];
  return (
    <>
      {open.error && <Problem error={open.error} />}
      <DataTable label={words.title} title={words.title} rows={locks.data?.rows} columns={columns} rowId={(lock) => String(lock.lockId)} rowName={whoOf} empty={words.none} error={locks.error ?? undefined} />
    </>
  );
}

/** Who was invited and what became of it. */
export function InvitationsSheet({ onInvite }: { readonly onInvite: () => void }) {
  const words = messages.invitations;
  const invitations = useQuery(invitationsQuery());
  const revoke = useRule(rules.revokeInvitation, () => toast(words.revoked));
  const columns: readonly Column<Invitation>[] = [
    { id: 'who', head: words.heads.who, narrow: 'title', cell: (one) => <span className={css.named}><b>{one.name}</b><span>{one.email}</span></span> },
    { id: 'kind', head: words.heads.kind, width: 170, narrow: 'hide', cell: (one) => words.kinds[one.kind] },
    { id: 'state', head: words.heads.state, width: 120, narrow: 'note', cell: (one) => words.states[one.state] },
    { id: 'until', head: words.heads.until, width: 170, narrow: 'hide', cell: (one) => <time dateTime={one.expiresAt} title={formatInstant(one.expiresAt)}>{formatWhen(one.expiresAt)} {formatTime(one.expiresAt)}</time> },
    { id: 'end', head: <span className="t-hidden">{words.revoke}</span>, end: true, width: 120, narrow: 'end', cell: (one) => (one.state === 'open' ? <Button size="xs" aria-label={words.revokeNamed(one.name)} onClick={() => revoke.mutate(one.invitationId)}>{words.revoke}</Button> : null) },
  ];
  return (
    <>
      {revoke.error && <Problem error={revoke.error} />}
      <DataTable label={words.title} title={words.title} tall rows={invitations.data?.rows} columns={columns} rowId={(one) => String(one.invitationId)} rowName={(one) => one.name} empty={words.none} error={invitations.error ?? undefined}
        aside={<Button size="xs" onClick={onInvite}>{words.invite}</Button>} />
    </>
  );
}

/** Everybody's keys for programs. */
export function AllKeysSheet() {
  const keys = useQuery(allKeysQuery());
  const revoke = useRule(rules.revokeKey, () => toast(messages.keys.revoked));
  return (
    <>
      {revoke.error && <Problem error={revoke.error} />}
      <KeysTable title={messages.keys.title} keys={keys.data?.rows} error={keys.error} withOwner revoking={revoke.isPending ? revoke.variables : undefined} onRevoke={revoke.mutate} />
    </>
  );
}
