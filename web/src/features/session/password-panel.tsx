import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { toast } from '../../ui/toast.tsx';
import { deeds, refusalOf, useDeed } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { NewPasswordForm, SaveButton } from './new-password-form.tsx';

const words = messages.account.passwordSheet;

/** Changes the password; every other place one is signed in ends with it. */
export function PasswordPanel({ email, closeTo }: { readonly email: string; readonly closeTo: string }) {
  const [current, setCurrent] = useState('');
  const { go } = useNavigation();
  const change = useDeed(deeds.changePassword, () => { toast(words.saved); go(closeTo); });
  const isCurrent = change.error instanceof ProblemError && change.error.code === 'account.password_wrong';
  return (
    <Panel title={words.change} closeTo={closeTo} wide>
      <NewPasswordForm className={css.form} email={email} error={change.error} isElsewhere={isCurrent} onSave={(newPassword) => change.mutate({ currentPassword: current, newPassword })}
        above={<PasswordInput id="current" label={words.current} autoComplete="current-password" required withAsterisk={false} value={current}
          error={isCurrent ? refusalOf(change.error) : undefined} errorProps={{ role: 'alert' }} onChange={(event) => setCurrent(event.currentTarget.value)} />}
        below={<p className="t-quiet">{words.ends}</p>}>
        <div className={css.verbs}>
          <SaveButton label={words.save} loading={change.isPending} />
          <Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button>
        </div>
      </NewPasswordForm>
    </Panel>
  );
}
