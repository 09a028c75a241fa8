import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { deeds, refusalOf, useDeed, type Account, type Passkey } from './account.ts';
import css from './account.module.css';
import { deviceOf } from './device-of.ts';
import { messages } from './messages.ts';
import { ProvedPanel } from './proof-form.tsx';

const words = messages.account.passkeys;
type PanelProps = { readonly account: Account; readonly closeTo: string };
type NameFormProps = { readonly first: string; readonly verb: string; readonly error: unknown; readonly isPending: boolean; readonly onName: (name: string) => void; readonly closeTo: string };

function NameForm({ first, verb, error, isPending, onName, closeTo }: NameFormProps) {
  const [name, setName] = useState(first);
  const { go } = useNavigation();
  const submit = (event: FormEvent) => { event.preventDefault(); onName(name.trim()); };
  return (
    <form className={css.form} onSubmit={submit}>
      {Boolean(error) && <Problem error={error} title={refusalOf(error)} kept />}
      <TextInput id="name" label={words.name} description={words.nameNote} required withAsterisk={false} maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <div className={css.verbs}>
        <Button type="submit" variant="filled" loading={isPending}>{verb}</Button>
        <Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button>
      </div>
    </form>
  );
}

/** Adds a passkey of this device, or of one that is near. */
export function AddPasskeyPanel({ account, closeTo }: PanelProps) {
  const { go } = useNavigation();
  const client = useQueryClient();
  const add = useDeed(deeds.addPasskey, () => { toast(words.added); void client.invalidateQueries({ queryKey: ['session'], exact: true }); go(closeTo); });
  return <ProvedPanel account={account} title={words.add} closeTo={closeTo}><NameForm first={deviceOf(navigator.userAgent) ?? words.nameHint} verb={words.create} error={add.error} isPending={add.isPending} onName={add.mutate} closeTo={closeTo} /></ProvedPanel>;
}

/** Gives a passkey another name. */
export function RenamePasskeyPanel({ account, closeTo, passkey }: PanelProps & { readonly passkey: Passkey }) {
  const { go } = useNavigation();
  const rename = useDeed(deeds.renamePasskey, () => { toast(words.renamed); go(closeTo); });
  return (
    <ProvedPanel account={account} title={words.renameNamed(passkey.name)} closeTo={closeTo}>
      <NameForm first={passkey.name} verb={words.rename} error={rename.error} isPending={rename.isPending} onName={(name) => rename.mutate({ passkeyId: passkey.passkeyId, name })} closeTo={closeTo} />
    </ProvedPanel>
  );
}

/** Takes a passkey away. */
export function RemovePasskeyPanel({ account, closeTo, passkey }: PanelProps & { readonly passkey: Passkey }) {
  const { go } = useNavigation();
  const remove = useDeed(deeds.removePasskey, () => { toast(words.removed); go(closeTo); });
  return (
    <ProvedPanel account={account} title={words.removeTitle(passkey.name)} closeTo={closeTo}>
      <div className={css.form}>
        {Boolean(remove.error) && <Problem error={remove.error} title={refusalOf(remove.error)} />}
        <p>{words.removeLead}</p>
        <div className={css.verbs}><Button variant="filled" loading={remove.isPending} onClick={() => remove.mutate(passkey.passkeyId)}>{words.remove}</Button><Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button></div>
      </div>
    </ProvedPanel>
  );
}
