import { Button, CopyButton, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Answer } from '../../api/call.ts';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { deeds, refusalOf, useDeed, type Account } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { ProvedPanel } from './proof-form.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const words = messages.account.factor;
type NewFactor = Answer<'/api/account/authenticator', 'post'>;

/** Sets the second step up: the secret and a first code, then the recovery codes, once. */
export function SecondFactorPanel({ account, closeTo }: { readonly account: Account; readonly closeTo: string }) {
  const [factor, setFactor] = useState<NewFactor>();
  const [codes, setCodes] = useState<readonly string[]>();
  const client = useQueryClient();
  const { go } = useNavigation();
  const begin = useDeed(deeds.beginAuthenticator, setFactor);
  if (account.secondFactor && !codes) return null; // an old link to a step that is done
  const proved = (recoveryCodes: readonly string[]) => {
    setCodes(recoveryCodes);
    toast(words.turnedOn);
    void client.invalidateQueries({ queryKey: ['session'], exact: true }); // what was shut for want of it is open now
  };
  const title = codes ? messages.account.recovery.title : factor ? words.scan : words.setUp;
  return (
    <ProvedPanel account={account} title={title} closeTo={closeTo} begun={factor !== undefined} foot={codes ? <Button variant="filled" onClick={() => go(closeTo)}>{messages.account.recovery.done}</Button> : undefined}>
      {codes ? <div className={css.form}><RecoveryCodes codes={codes} /></div>
        : factor ? <CodeStep factor={factor} onDone={proved} /> : (
          <div className={css.form}>
            {Boolean(begin.error) && <Problem error={begin.error} title={refusalOf(begin.error)} />}
            <p>{words.off}</p>
            <div className={css.verbs}><Button variant="filled" loading={begin.isPending} onClick={() => begin.mutate(undefined)}>{words.begin}</Button><Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button></div>
          </div>
        )}
    </ProvedPanel>
  );
}

function CodeStep({ factor, onDone }: { readonly factor: NewFactor; readonly onDone: (codes: readonly string[]) => void }) {
  const [code, setCode] = useState('');
  const confirm = useDeed(deeds.confirmAuthenticator, ({ recoveryCodes }) => onDone(recoveryCodes));
  const refused = refusalOf(confirm.error);
  const submit = (event: FormEvent) => { event.preventDefault(); confirm.mutate(code.replace(/\s/g, '')); };
  return (
    <form className={css.form} onSubmit={submit}>
      <p>{words.scanLead}</p>
      <QrCode text={factor.uri} />
      <div>
        <p className={css.label}>{words.secret}</p>
        <div className={css.secret}>
          <code>{factor.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton value={factor.secret}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? en.ui.copied : words.copy}</Button>}</CopyButton>
        </div>
      </div>
      {confirm.isError && !refused && <Problem error={confirm.error} kept />}
      <TextInput id="code" name="code" label={words.firstCode} inputMode="numeric" autoComplete="one-time-code" required withAsterisk={false} value={code} maw={220}
        error={refused} errorProps={{ role: 'alert' }} onChange={(event) => setCode(event.currentTarget.value)} />
      <div className={css.verbs}><Button type="submit" variant="filled" loading={confirm.isPending}>{words.confirm}</Button></div>
    </form>
  );
}
