import { Button, Checkbox, CopyButton, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { en } from '../../messages/en.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Problem } from '../../ui/problem.tsx';
import { deeds, keysQuery, refusalOf, useDeed, type Account } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { ProvedPanel } from './proof-form.tsx';

const words = messages.account.keys;
const DAYS = 90;

/** Makes a key for a program and shows it once. */
export function KeyPanel({ account, closeTo }: { readonly account: Account; readonly closeTo: string }) {
  const { go } = useNavigation();
  const make = useDeed(deeds.makeKey);
  const key = make.data?.key;
  return (
    <ProvedPanel account={account} title={key ? words.madeTitle : words.make} closeTo={closeTo} begun={key !== undefined} foot={key ? <Button variant="filled" onClick={() => go(closeTo)}>{words.kept}</Button> : undefined}>
      {key ? (
        <div className={css.form}>
          <p>{words.madeLead}</p>
          <div className={css.secret}><code>{key}</code><CopyButton value={key}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? en.ui.copied : words.copy}</Button>}</CopyButton></div>
          <p className="t-quiet">{words.use}</p>
        </div>
      ) : <KeyForm error={make.error} isPending={make.isPending} onMake={make.mutate} closeTo={closeTo} />}
    </ProvedPanel>
  );
}

type KeyFormProps = { readonly error: unknown; readonly isPending: boolean; readonly onMake: (key: { name: string; scopes: string[]; days: number }) => void; readonly closeTo: string };

function KeyForm({ error, isPending, onMake, closeTo }: KeyFormProps) {
  const [name, setName] = useState('');
  const [days, setDays] = useState(String(DAYS));
  const [scopes, setScopes] = useState<string[]>([]);
  const [sent, setSent] = useState(false);
  const { go } = useNavigation();
  const offered = useQuery(keysQuery()).data?.scopes ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (scopes.length > 0) onMake({ name: name.trim(), scopes, days: Number(days) });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <p>{words.lead}</p>
      {Boolean(error) && <Problem error={error} title={refusalOf(error)} kept />}
      <TextInput id="name" label={words.name} description={words.nameNote} required withAsterisk={false} maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={words.days} data={Object.entries(words.dayChoices).map(([value, label]) => ({ value, label }))} value={days} allowDeselect={false} onChange={(value) => setDays(value ?? String(DAYS))} />
      <Checkbox.Group label={words.scopes} description={words.scopesNote} value={scopes} onChange={setScopes} error={sent && scopes.length === 0 ? words.noScope : undefined} errorProps={{ role: 'alert' }}>
        <div className={css.scopes}>{offered.map((scope) => <Checkbox key={scope} value={scope} label={<span className="t-mono">{scope}</span>} />)}</div>
      </Checkbox.Group>
      <div className={css.verbs}>
        <Button type="submit" variant="filled" loading={isPending}>{words.create}</Button>
        <Button variant="subtle" onClick={() => go(closeTo)}>{en.ui.cancel}</Button>
      </div>
    </form>
  );
}
