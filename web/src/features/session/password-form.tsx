import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf } from './account.ts';
import { messages } from './messages.ts';
import { usePasswordStep, type OnNext } from './sign-in.ts';
import css from './sign-in.module.css';

type Filled = { readonly email: string; readonly password: string };
type PasswordFormProps = {
  readonly filled: Filled; readonly onChange: (filled: Filled) => void;
  /** Where the form stands over a page: what comes next is up to it, and the address stays. */
  readonly onNext?: OnNext; readonly fixed?: boolean;
};

const isWrong = (error: unknown): boolean => error instanceof ProblemError && [400, 401, 403, 422].includes(error.status);

/** E-mail and password; pasting and password managers are welcome. */
export function PasswordForm({ filled, onChange, onNext, fixed = false }: PasswordFormProps) {
  const step = usePasswordStep(onNext);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate(filled);
  };
  const wrong = step.isError && isWrong(step.error);
  return (
    <form onSubmit={submit} className={css.form}>
      {step.isError && !wrong && <Problem error={step.error} title={refusalOf(step.error)} kept />}
      <TextInput id="email" name="email" type="email" label={messages.email} autoComplete="username" required withAsterisk={false} value={filled.email} readOnly={fixed} {...(fixed ? {} : { 'data-autofocus': true })}
        onChange={(event) => onChange({ ...filled, email: event.currentTarget.value })} />
      <PasswordInput id="password" name="password" label={messages.password} autoComplete="current-password" required withAsterisk={false} value={filled.password} {...(fixed ? { 'data-autofocus': true } : {})}
        error={wrong ? messages.wrong : undefined} errorProps={{ role: 'alert' }} onChange={(event) => onChange({ ...filled, password: event.currentTarget.value })} />
      <Button type="submit" variant="filled" fullWidth aria-busy={step.isPending}>{messages.submit}</Button>
    </form>
  );
}
