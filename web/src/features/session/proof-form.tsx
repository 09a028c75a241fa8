import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { deeds, refusalOf, useDeed, type Account } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { knowsPasskeys } from '../../api/passkey.ts';
import { waysQuery } from './sign-in.ts';

const words = messages.account.proof;
type ProvedPanelProps = { readonly account: Account; readonly title: string; readonly closeTo: string; readonly foot?: ReactNode; /** What is shown stays, though the proof runs out meanwhile. */ readonly begun?: boolean; readonly children: ReactNode };

/** A panel for a deed on one's account: asks first who is there, unless that was shown a moment ago. */
export function ProvedPanel({ account, title, closeTo, foot, begun = false, children }: ProvedPanelProps) {
  const isOpen = begun || account.proved;
  return <Panel title={isOpen ? title : words.title} above={isOpen ? undefined : title} closeTo={closeTo} wide foot={foot}>{isOpen ? children : <ProofForm account={account} closeTo={closeTo} />}</Panel>;
}

function ProofForm({ account, closeTo }: { readonly account: Account; readonly closeTo: string }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { go } = useNavigation();
  const proving = useDeed(deeds.prove);
  const asking = useDeed(deeds.proveByPasskey);
  const leaving = useDeed(deeds.proveByProvider);
  const providers = (useQuery(waysQuery()).data?.providers ?? []).filter(({ name }) => account.providers.includes(name));
  const failed = proving.error ?? asking.error ?? leaving.error;
  const refused = refusalOf(failed);
  const isPassword = failed instanceof ProblemError && failed.code === 'account.password_wrong';
  const isCode = failed instanceof ProblemError && /^sign_in\.(code|recovery)/.test(failed.code);
  const submit = (event: FormEvent) => { event.preventDefault(); asking.reset(); proving.mutate({ password, ...(account.secondFactor ? { code: code.trim() } : {}) }); };
  const hasPassword = account.passwordChangedAt !== null;
  return (
    <form className={css.form} onSubmit={submit}>
      <p>{words.lead}</p>
      {Boolean(failed) && !isPassword && !isCode && <Problem error={failed} title={refused} kept />}
      {account.passkeys.length > 0 && knowsPasskeys() && <div className={css.verbs}><Button variant={hasPassword ? 'default' : 'filled'} loading={asking.isPending} onClick={() => { proving.reset(); asking.mutate(undefined); }}>{words.byPasskey}</Button></div>}
      {providers.length > 0 && <div className={css.verbs}>{providers.map(({ providerId, name }) => <Button key={providerId} loading={leaving.isPending} onClick={() => leaving.mutate(providerId)}>{messages.provider(name)}</Button>)}</div>}
      {!hasPassword && providers.length === 0 && <p className="t-quiet">{words.noPassword}</p>}
      {hasPassword && (
        <>
          <PasswordInput id="own-password" name="password" label={messages.account.ownPassword} autoComplete="current-password" required withAsterisk={false} value={password}
            error={isPassword ? refused : undefined} errorProps={{ role: 'alert' }} onChange={(event) => setPassword(event.currentTarget.value)} />
          {account.secondFactor && (
            <TextInput id="code" name="code" label={words.code} autoComplete="one-time-code" required withAsterisk={false} value={code}
              error={isCode ? refused : undefined} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
          )}
        </>
      )}
      <div className={css.verbs}>
        {hasPassword && <Button type="submit" variant="filled" loading={proving.isPending}>{words.submit}</Button>}
        <Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button>
      </div>
    </form>
  );
}
