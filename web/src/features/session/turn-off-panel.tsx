import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { refusalOf, useDeed } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { OwnPassword } from './own-password.tsx';

const words = messages.account.factor;

/** Turns the second step off, by password and code. */
export function TurnOffPanel({ closeTo }: { readonly closeTo: string }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { go } = useNavigation();
  const off = useDeed<{ password: string; code: string }>('/two-factor/disable', () => { toast(words.turnedOff); go(closeTo); });
  const refused = refusalOf(off.error);
  const isPassword = off.error instanceof ProblemError && off.error.code === 'INVALID_PASSWORD';
  const submit = (event: FormEvent) => { event.preventDefault(); off.mutate({ password, code: code.trim() }); };
  return (
    <Panel title={words.offTitle} closeTo={closeTo} wide>
      <form className={css.form} onSubmit={submit}>
        <p>{words.offLead}</p>
        {off.isError && !refused && <Problem error={off.error} kept />}
        <OwnPassword value={password} onChange={setPassword} error={isPassword ? refused : undefined} />
        <TextInput id="code" name="code" label={words.offCode} autoComplete="one-time-code" required withAsterisk={false} value={code}
          error={isPassword ? undefined : refused} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
        <div className={css.verbs}>
          <Button type="submit" variant="filled" loading={off.isPending}>{words.turnOff}</Button>
          <Button variant="subtle" onClick={() => go(closeTo)}>{messages.account.cancel}</Button>
        </div>
      </form>
    </Panel>
  );
}
