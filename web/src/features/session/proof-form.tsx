import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { OwnPassword } from './own-password.tsx';

export type Proof = { readonly password: string; readonly code: string };
type ProofFormProps = { readonly lead: string; readonly verb: string; readonly error: unknown; readonly isPending: boolean; readonly onProof: (proof: Proof) => void; readonly closeTo: string };

/** Password and code together, for a deed that neither alone may do. */
export function ProofForm({ lead, verb, error, isPending, onProof, closeTo }: ProofFormProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { go } = useNavigation();
  const refused = refusalOf(error);
  const isPassword = error instanceof ProblemError && error.code === 'INVALID_PASSWORD';
  const submit = (event: FormEvent) => { event.preventDefault(); onProof({ password, code: code.trim() }); };
  return (
    <form className={css.form} onSubmit={submit}>
      <p>{lead}</p>
      {Boolean(error) && !refused && <Problem error={error} kept />}
      <OwnPassword value={password} onChange={setPassword} error={isPassword ? refused : undefined} />
      <TextInput id="code" name="code" label={messages.account.factor.offCode} autoComplete="one-time-code" required withAsterisk={false} value={code}
        error={isPassword ? undefined : refused} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
      <div className={css.verbs}>
        <Button type="submit" variant="filled" loading={isPending}>{verb}</Button>
        <Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button>
      </div>
    </form>
  );
}
