import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf, useDeed } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { OwnPassword } from './own-password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const words = messages.account.recovery;

/** Makes new recovery codes in place of the old ones, and shows them once. */
export function RecoveryPanel({ closeTo }: { readonly closeTo: string }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { go } = useNavigation();
  const renew = useDeed<{ password: string; code: string }, { backupCodes: readonly string[] }>('/two-factor/generate-backup-codes');
  const refused = refusalOf(renew.error);
  const isPassword = renew.error instanceof ProblemError && renew.error.code === 'INVALID_PASSWORD';
  const submit = (event: FormEvent) => { event.preventDefault(); renew.mutate({ password, code: code.trim() }); };
  const codes = renew.data?.backupCodes;
  return (
    <Panel title={words.title} closeTo={closeTo} wide foot={codes ? <Button variant="filled" onClick={() => go(closeTo)}>{words.done}</Button> : undefined}>
      {codes ? <div className={css.form}><RecoveryCodes codes={codes} /></div> : (
        <form className={css.form} onSubmit={submit}>
          <p>{words.renewLead}</p>
          {renew.isError && !refused && <Problem error={renew.error} kept />}
          <OwnPassword value={password} onChange={setPassword} error={isPassword ? refused : undefined} />
          <TextInput id="code" name="code" label={messages.account.factor.offCode} autoComplete="one-time-code" required withAsterisk={false} value={code}
            error={isPassword ? undefined : refused} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
          <div className={css.verbs}>
            <Button type="submit" variant="filled" loading={renew.isPending}>{words.renewSubmit}</Button>
            <Button variant="subtle" onClick={() => go(closeTo)}>{messages.account.cancel}</Button>
          </div>
        </form>
      )}
    </Panel>
  );
}
