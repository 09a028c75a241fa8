import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useUrlState } from '../../app/url-state.ts';
import { DayField } from '../../ui/day-field.tsx';
import { localToday, pastDay } from './as-of.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.asOf;

/** Lets one look at a record as it was on a day: a quiet word until it is used. */
export function AsOfControl() {
  const [url, setUrl] = useUrlState<'asOf' | 'panel' | 'touch' | 'cursor'>();
  const [open, setOpen] = useState(false);
  const day = pastDay(url.asOf);
  const [asked, setAsked] = useState<string>();
  if (!open && !day) return <Button size="xs" variant="subtle" leftSection={<IconHistory size={16} stroke={1.6} aria-hidden="true" />} onClick={() => setOpen(true)}>{words.open}</Button>;
  const go = (asOf: string | undefined) => setUrl({ asOf, panel: undefined, touch: undefined, cursor: undefined }, day ? 'replace' : 'push');
  return (
    <span className={css.asOf}>
      <DayField size="xs" aria-label={words.label} max={localToday()} value={day ?? ''} error={asked && !pastDay(asked) ? words.future : undefined} data-autofocus autoFocus={open && !day} onDay={(chosen) => { setAsked(chosen); if (chosen === '' || pastDay(chosen)) go(pastDay(chosen)); }} onKeyDown={(event) => { if (event.key === 'Escape') { setOpen(false); if (day) go(undefined); } }} />
    </span>
  );
}
