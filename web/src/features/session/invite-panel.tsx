import { Button, Checkbox, CopyButton, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { get } from '../../api/call.ts';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './account.module.css';
import { invitationsQuery, rules, useRule } from './rules.ts';
import { messages } from './rules-messages.ts';

const words = messages.invitations;

/** Invites a person on file, or lets her choose a new password. `chosen` comes from her row elsewhere. */
export function InvitePanel({ chosen, closeTo }: { readonly chosen: number | undefined; readonly closeTo: string }) {
  const [person, setPerson] = useState<string | null>(chosen ? String(chosen) : null);
  const [q, setQ] = useState('');
  const [clears, setClears] = useState(false);
  const { go } = useNavigation();
  const byMail = useQuery(invitationsQuery()).data?.byMail;
  const found = useQuery({ queryKey: ['persons', q], queryFn: ({ signal }) => get('/api/persons', { query: { q, limit: 50 }, signal }), placeholderData: (before) => before });
  const asked = useQuery({ queryKey: ['access.person', chosen], queryFn: ({ signal }) => get('/api/access/people/{userId}', { path: { userId: chosen ?? 0 }, signal }), enabled: chosen !== undefined, retry: false }).data;
  const rows = [...(asked && !found.data?.rows.some(({ userId }) => userId === asked.userId) ? [asked] : []), ...(found.data?.rows ?? [])]; // of many people, the list has the first alone
  const invite = useRule(rules.invite, ({ link, email }) => { if (!link) { toast(words.sent(email)); go(closeTo); } });
  const link = invite.data?.link;
  const submit = (event: FormEvent) => { event.preventDefault(); if (person) invite.mutate({ userId: Number(person), clearsSecondStep: clears }); };
  return (
    <Panel title={link ? words.linkTitle : words.panel} closeTo={closeTo} wide foot={link ? <Button variant="filled" onClick={() => go(closeTo)}>{words.kept}</Button> : undefined}>
      {link && invite.data ? (
        <div className={css.form}>
          <p>{words.linkLead(invite.data.email)}</p>
          <div className={css.secret}><code>{link}</code><CopyButton value={link}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? en.ui.copied : words.copy}</Button>}</CopyButton></div>
        </div>
      ) : (
        <form className={css.form} onSubmit={submit}>
          {invite.error && <Problem error={invite.error} kept />}
          <Select label={words.person} description={words.personNote} searchable required withAsterisk={false} data={rows.map(({ userId, name, roleTitle }) => ({ value: String(userId), label: `${name}, ${roleTitle}` }))} value={person} onChange={setPerson} onSearchChange={(text) => setQ(text.split(',')[0] ?? '')} />
          <Checkbox label={words.clears} description={words.clearsNote} checked={clears} onChange={(event) => setClears(event.currentTarget.checked)} />
          <p className="t-quiet">{byMail ? words.byMail : words.byLink}</p>
          <div className={css.verbs}><Button type="submit" variant="filled" disabled={!person} loading={invite.isPending}>{words.submit}</Button><Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button></div>
        </form>
      )}
    </Panel>
  );
}
