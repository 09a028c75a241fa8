import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { Problem } from '../../ui/problem.tsx';
import { messages } from './messages.ts';
import { usePasswordStep } from './sign-in.ts';
import css from './sign-in.module.css';

type Filled = { readonly email: string; readonly password: string };
type PasswordFormProps = { readonly filled: Filled; readonly onChange: (filled: Filled) => void };

const isWrong = (error: unknown): boolean => error instanceof ProblemError && [400, 401, 403, 422].includes(error.status);

/** E-mail and password; pasting and password managers are welcome. */
export function PasswordForm({ filled, onChange }: PasswordFormProps) {
  const step = usePasswordStep();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate(filled);
  };
  const wrong = step.isError && isWrong(step.error);
  const tooOften = step.error instanceof ProblemError && step.error.status === 429;
  return (
    <form onSubmit={submit} className={css.form}>
      {step.isError && !wrong && <Problem error={step.error} title={tooOften ? messages.refused.tooOften : undefined} kept />}
      <TextInput id="email" name="email" type="email" label={messages.email} autoComplete="username" required withAsterisk={false} value={filled.email} data-autofocus
        onChange={(event) => onChange({ ...filled, email: event.currentTarget.value })} />
      <PasswordInput id="password" name="password" label={messages.password} autoComplete="current-password" required withAsterisk={false} value={filled.password}
        error={wrong ? messages.wrong : undefined} errorProps={{ role: 'alert' }} onChange={(event) => onChange({ ...filled, password: event.currentTarget.value })} />
      <Button type="submit" variant="filled" fullWidth aria-busy={step.isPending}>{messages.submit}</Button>
    </form>
  );
}
