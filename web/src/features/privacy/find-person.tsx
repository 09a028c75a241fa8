import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { messages } from './messages.ts';
import { peopleQuery, type Found } from './privacy.ts';
import css from './privacy.module.css';

const words = messages.find;
const LEAST = 2; // letters: the server takes no less
const sameAs = (one: Found): string => `${one.customerId ?? ''}-${one.userId ?? ''}`;

/** Whom a request is about; asked for by a button, since each look is kept in the trail. */
export function FindPerson({ chosen, onChoose, label = words.label, customersOnly = false }: { readonly label?: string; readonly chosen: Found | null; readonly onChoose: (found: Found | null) => void; readonly customersOnly?: boolean }) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const people = useQuery(peopleQuery(asked));
  if (chosen) return <div><p><b>{words.chosen}:</b> {chosen.name}{chosen.about ? `, ${chosen.about}` : ''}</p><Button size="xs" variant="subtle" onClick={() => onChoose(null)}>{words.clear}</Button></div>;
  const find = () => { if (text.trim().length >= LEAST) setAsked(text.trim()); };
  const rows = people.data?.rows.filter((one) => !customersOnly || one.customerId !== null);
  return (
    <div>
      <TextInput label={label} description={words.hint} value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); find(); } }}
        rightSection={<Button size="compact-xs" variant="subtle" disabled={text.trim().length < LEAST} onClick={find}>{words.button}</Button>} rightSectionWidth={64} />
      {people.error && <Problem error={people.error} onRetry={() => void people.refetch()} />}
      {asked && people.isPending && <Skeleton lines={2} what={words.button} />}
      {rows && (rows.length === 0 ? <p className={`t-quiet ${css.none}`}>{customersOnly ? words.noCustomer : words.none}</p> : (
        <ul className={css.found} aria-label={words.results}>
          {rows.map((one) => <li key={sameAs(one)}><span className={css.two}>{one.name}<span>{[one.userId ? words.isColleague : `C${one.customerId}`, one.about].filter(Boolean).join(', ')}</span></span><Button size="xs" aria-label={words.choose(one.name)} onClick={() => onChoose(one)}>{words.choose('').trim()}</Button></li>)}
        </ul>
      ))}
    </div>
  );
}
