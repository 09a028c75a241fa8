import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf } from './account.ts';
import { messages } from './messages.ts';

const words = messages.account.passwordSheet;
const LEAST = 12;

type NewPasswordFormProps = {
  readonly className: string | undefined; readonly email: string; readonly error: unknown;
  /** The refusal belongs to a field above, which shows it. */
  readonly isElsewhere?: boolean;
  readonly onSave: (password: string) => void; readonly above?: ReactNode; readonly below?: ReactNode; readonly children: ReactNode;
};

/** A new password, twice; `children` are its buttons. */
export function NewPasswordForm({ className, email, error, isElsewhere = false, onSave, above, below, children }: NewPasswordFormProps) {
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [sent, setSent] = useState(false);
  const refused = refusalOf(error);
  const short = sent && next.length < LEAST ? messages.refused.weak.too_short : undefined;
  const differs = sent && next !== again ? words.differ : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (next.length >= LEAST && next === again) onSave(next);
  };
  return (
    <form className={className} onSubmit={submit}>
      {Boolean(error) && !refused && <Problem error={error} kept />}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {above}
      <PasswordInput id="next" label={words.next} description={words.nextNote} autoComplete="new-password" required withAsterisk={false} value={next}
        error={short ?? (isElsewhere ? undefined : refused)} errorProps={{ role: 'alert' }} onChange={(event) => setNext(event.currentTarget.value)} />
      <PasswordInput id="again" label={words.again} autoComplete="new-password" required withAsterisk={false} value={again}
        error={differs} errorProps={{ role: 'alert' }} onChange={(event) => setAgain(event.currentTarget.value)} />
      {below}
      {children}
    </form>
  );
}

/** The button that saves it. */
export const SaveButton = ({ label, loading }: { readonly label: string; readonly loading: boolean }) => <Button type="submit" variant="filled" loading={loading}>{label}</Button>;
