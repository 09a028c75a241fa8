import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { refusalOf, useDeed } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';

const words = messages.account.passwordSheet;
const LEAST = 12;

/** Changes the password; every other place one is signed in ends with it. */
export function PasswordPanel({ email, closeTo }: { readonly email: string; readonly closeTo: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [sent, setSent] = useState(false);
  const { go } = useNavigation();
  const change = useDeed<{ currentPassword: string; newPassword: string; revokeOtherSessions: boolean }>('/change-password', () => { toast(words.saved); go(closeTo); });
  const refused = refusalOf(change.error);
  const isCurrent = change.error instanceof ProblemError && change.error.code === 'INVALID_PASSWORD';
  const short = sent && next.length < LEAST ? messages.refused.PASSWORD_TOO_SHORT : undefined;
  const differs = sent && next !== again ? words.differ : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (next.length >= LEAST && next === again) change.mutate({ currentPassword: current, newPassword: next, revokeOtherSessions: true });
  };
  return (
    <Panel title={words.change} closeTo={closeTo} wide>
      <form className={css.form} onSubmit={submit}>
        {change.isError && !refused && <Problem error={change.error} kept />}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput id="current" label={words.current} autoComplete="current-password" required withAsterisk={false} value={current}
          error={isCurrent ? refused : undefined} errorProps={{ role: 'alert' }} onChange={(event) => setCurrent(event.currentTarget.value)} />
        <PasswordInput id="next" label={words.next} description={words.nextNote} autoComplete="new-password" required withAsterisk={false} value={next}
          error={short ?? (isCurrent ? undefined : refused)} errorProps={{ role: 'alert' }} onChange={(event) => setNext(event.currentTarget.value)} />
        <PasswordInput id="again" label={words.again} autoComplete="new-password" required withAsterisk={false} value={again}
          error={differs} errorProps={{ role: 'alert' }} onChange={(event) => setAgain(event.currentTarget.value)} />
        <p className="t-quiet">{words.ends}</p>
        <div className={css.verbs}>
          <Button type="submit" variant="filled" loading={change.isPending}>{words.save}</Button>
          <Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button>
        </div>
      </form>
    </Panel>
  );
}
