import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useRouter } from '@tanstack/react-router';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf } from './account.ts';
import { messages } from './messages.ts';
import { useBackToPassword, useCodeStep, type CodeKind, type OnNext } from './sign-in.ts';
import css from './sign-in.module.css';

/** The code of the authenticator, or one of the recovery codes; one field, so that a code can be pasted. */
export function CodeForm({ onNext }: { readonly onNext?: OnNext }) {
  const [kind, setKind] = useState<CodeKind>('authenticator');
  const [code, setCode] = useState('');
  const router = useRouter();
  const back = useBackToPassword();
  const step = useCodeStep(kind, onNext);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate(code.replace(/\s/g, ''));
  };
  const change = () => {
    setKind(kind === 'authenticator' ? 'recovery' : 'authenticator');
    setCode('');
    step.reset();
  };
  const refused = refusalOf(step.error);
  return (
    <>
      <p className={css.lead}>{kind === 'authenticator' ? messages.codeLead : messages.recoveryLead}</p>
      <form onSubmit={submit} className={css.form}>
        {step.isError && !refused && <Problem error={step.error} kept />}
        <TextInput key={kind} id="code" name="code" label={kind === 'authenticator' ? messages.code : messages.recoveryCode} inputMode={kind === 'authenticator' ? 'numeric' : 'text'} autoComplete="one-time-code" required withAsterisk={false} autoFocus value={code}
          error={refused} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
        <Button type="submit" variant="filled" fullWidth loading={step.isPending}>{messages.codeSubmit}</Button>
        <Button variant="subtle" onClick={change}>{kind === 'authenticator' ? messages.useRecovery : messages.useAuthenticator}</Button>
        {!onNext && <Button variant="subtle" onClick={() => router.history.push(back)}>{messages.otherPerson}</Button>}
      </form>
    </>
  );
}
