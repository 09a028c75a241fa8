import { PasswordInput } from '@mantine/core';
import { messages } from './messages.ts';

type OwnPasswordProps = { readonly value: string; readonly onChange: (value: string) => void; readonly error?: string | undefined };

/** One's own password, asked for once more before a deed on the account. */
export function OwnPassword({ value, onChange, error }: OwnPasswordProps) {
  return (
    <PasswordInput id="own-password" name="password" label={messages.account.ownPassword} autoComplete="current-password" required withAsterisk={false} value={value}
      error={error} errorProps={{ role: 'alert' }} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
