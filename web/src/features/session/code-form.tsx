import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useRouter } from '@tanstack/react-router';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf } from './account.ts';
import { messages } from './messages.ts';
import { useBackToPassword, useCodeStep, type CodeKind } from './sign-in.ts';
import css from './sign-in.module.css';

/** The code of the authenticator, or one of the recovery codes; one field, so that a code can be pasted. */
export function CodeForm() {
  const [kind, setKind] = useState<CodeKind>('totp');
  const [code, setCode] = useState('');
  const router = useRouter();
  const back = useBackToPassword();
  const step = useCodeStep(kind);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate(code.replace(/\s/g, ''));
  };
  const change = () => {
    setKind(kind === 'totp' ? 'backup-code' : 'totp');
    setCode('');
    step.reset();
  };
  const refused = refusalOf(step.error);
  return (
    <>
      <p className={css.lead}>{kind === 'totp' ? messages.codeLead : messages.recoveryLead}</p>
      <form onSubmit={submit} className={css.form}>
        {step.isError && !refused && <Problem error={step.error} kept />}
        <TextInput key={kind} id="code" name="code" label={kind === 'totp' ? messages.code : messages.recoveryCode} inputMode={kind === 'totp' ? 'numeric' : 'text'} autoComplete="one-time-code" required withAsterisk={false} autoFocus value={code}
          error={refused} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
        <Button type="submit" variant="filled" fullWidth loading={step.isPending}>{messages.codeSubmit}</Button>
        <Button variant="subtle" onClick={change}>{kind === 'totp' ? messages.useRecovery : messages.useAuthenticator}</Button>
        <Button variant="subtle" onClick={() => router.history.push(back)}>{messages.otherPerson}</Button>
      </form>
    </>
  );
}
