import { Button, CopyButton, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { refusalOf, useDeed, type NewFactor } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { OwnPassword } from './own-password.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const words = messages.account.factor;
type StepProps = { readonly factor: NewFactor; readonly onDone: () => void };

/** Sets the second step up: password, then the secret and a first code, then the recovery codes, once. */
export function SecondFactorPanel({ isOn, closeTo }: { readonly isOn: boolean; readonly closeTo: string }) {
  const [factor, setFactor] = useState<NewFactor>();
  const [proved, setProved] = useState(false);
  const { go } = useNavigation();
  const kept = () => go(closeTo);
  if (isOn && !factor) return null; // an old link to a step that is done
  const title = proved ? messages.account.recovery.title : factor ? words.scan : words.setUp;
  return (
    <Panel title={title} closeTo={closeTo} wide foot={proved ? <Button variant="filled" onClick={kept}>{messages.account.recovery.done}</Button> : undefined}>
      {!factor ? <PasswordStep onDone={setFactor} closeTo={closeTo} />
        : proved ? <div className={css.form}><RecoveryCodes codes={factor.backupCodes} /></div>
        : <CodeStep factor={factor} onDone={() => { setProved(true); toast(words.turnedOn); }} />}
    </Panel>
  );
}

function PasswordStep({ onDone, closeTo }: { readonly onDone: (factor: NewFactor) => void; readonly closeTo: string }) {
  const [password, setPassword] = useState('');
  const { go } = useNavigation();
  const begin = useDeed<{ password: string }, NewFactor>('/two-factor/enable', onDone);
  const refused = refusalOf(begin.error);
  const submit = (event: FormEvent) => { event.preventDefault(); begin.mutate({ password }); };
  return (
    <form className={css.form} onSubmit={submit}>
      <p>{words.beginLead}</p>
      {begin.isError && !refused && <Problem error={begin.error} kept />}
      <OwnPassword value={password} onChange={setPassword} error={refused} />
      <div className={css.verbs}>
        <Button type="submit" variant="filled" loading={begin.isPending}>{words.begin}</Button>
        <Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button>
      </div>
    </form>
  );
}

function CodeStep({ factor, onDone }: StepProps) {
  const [code, setCode] = useState('');
  const confirm = useDeed<{ code: string }>('/two-factor/verify-totp', onDone);
  const secret = new URL(factor.totpURI).searchParams.get('secret') ?? '';
  const refused = refusalOf(confirm.error);
  const submit = (event: FormEvent) => { event.preventDefault(); confirm.mutate({ code: code.replace(/\s/g, '') }); };
  return (
    <form className={css.form} onSubmit={submit}>
      <p>{words.scanLead}</p>
      <QrCode text={factor.totpURI} />
      <div>
        <p className={css.label}>{words.secret}</p>
        <div className={css.secret}>
          <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton value={secret}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? en.ui.copied : words.copy}</Button>}</CopyButton>
        </div>
      </div>
      {confirm.isError && !refused && <Problem error={confirm.error} kept />}
      <TextInput id="code" name="code" label={words.firstCode} inputMode="numeric" autoComplete="one-time-code" required withAsterisk={false} value={code} maw={220}
        error={refused} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
      <div className={css.verbs}><Button type="submit" variant="filled" loading={confirm.isPending}>{words.confirm}</Button></div>
    </form>
  );
}
