import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { messages } from './messages.ts';
import { useCodeStep } from './sign-in.ts';
import css from './sign-in.module.css';

/** The second step; one field, so that a code can be pasted. */
export function CodeForm({ onBack }: { readonly onBack: () => void }) {
  const [code, setCode] = useState('');
  const step = useCodeStep();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate(code.replace(/\s/g, ''));
  };
  return (
    <form onSubmit={submit} className={css.form}>
      <TextInput id="code" name="code" label={messages.code} inputMode="numeric" autoComplete="one-time-code" required withAsterisk={false} autoFocus value={code}
        error={step.isError ? messages.codeWrong : undefined} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
      <Button type="submit" variant="filled" fullWidth aria-busy={step.isPending}>{messages.codeSubmit}</Button>
      <Button variant="subtle" onClick={onBack}>{messages.otherPerson}</Button>
    </form>
  );
}
