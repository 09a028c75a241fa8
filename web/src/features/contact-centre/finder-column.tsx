import { Button, Select } from '@mantine/core';
import { IconBan, IconCheck, IconPhoneCall } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDate } from '../../ui/format.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { LiveDot } from '../../ui/live-dot.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './console.module.css';
import { useConsole, type ConsoleCase, type Finder } from './console.ts';
import { FinderPerson } from './finder-person.tsx';
import { messages } from './messages.ts';
import { refusalOf } from './refusal-of.ts';
import type { useFinder } from './use-finder.ts';

export type FinderColumnProps = { readonly one: ConsoleCase; readonly productId: number | null; readonly finder: ReturnType<typeof useFinder>; readonly mine: boolean };

/** Who may answer now: certified and free first; how many were not offered and why; what will cross. */
export function FinderColumn({ one, productId, finder, mine }: FinderColumnProps) {
  const [chosenId, setChosenId] = useState<number | null>(null);
  const { found, free, language, setLanguage } = finder;
  const chosen = chosenOf(found.data, chosenId);
  const filters = [
    { value: 'certified', label: messages.certified(one.case.productName ?? '') }, ...(finder.herLanguage ? [{ value: 'language', label: messages.speaks(finder.herLanguage.label) }] : []),
  ];
  return (
    <section className={css.finder} aria-label={messages.finder}>
      <div className={css.finderHead}>
        <div className={css.finderTop}><FunctionMark of="medical">{messages.finder}</FunctionMark><LiveDot live={!found.isError}>now</LiveDot></div>
        <h2>{productId === null ? messages.finder : messages.finderTitle(free, one.pronoun)}</h2>
        {productId === null ? <p className="t-quiet">{messages.needsProduct}</p>
          : <FilterChips label={messages.finder} options={filters} value={['certified', ...(language ? ['language'] : [])]} onChange={(value) => { if (value === 'language') setLanguage(language ? undefined : finder.herLanguage?.code); }} />}
      </div>
      {found.isError && <Problem error={found.error} onRetry={() => void found.refetch()} />}
      {productId !== null && found.isPending && <Skeleton lines={4} row />}
      {found.data?.people.map((person) => <FinderPerson key={person.userId} person={person} at={found.data.at} chosen={person.userId === chosenId} onChoose={mine ? () => setChosenId(person.userId) : undefined} />)}
      {found.data && <NotOffered key={found.data.people.length === 0 ? 'open' : 'shut'} groups={found.data.notOffered} start={found.data.people.length === 0} chosenId={chosenId} onChoose={mine ? setChosenId : undefined} />}
      {chosen && mine && <CrossingForm one={one} chosen={chosen} onDone={() => setChosenId(null)} />}
    </section>
  );
}

type Chosen = { readonly userId: number; readonly name: string; readonly free: boolean };

/** Certified, but not there now: who can still be asked to call back. */
const CAN_CALL_BACK = new Set(['away', 'outside_hours']);

function chosenOf(found: Finder | undefined, userId: number | null): Chosen | undefined {
  const later = found?.notOffered.filter((group) => CAN_CALL_BACK.has(group.reason)).flatMap((group) => group.people.map((person) => ({ ...person, free: false })));
  return found?.people.find((person) => person.userId === userId) ?? later?.find((person) => person.userId === userId);
}

type NotOfferedProps = { readonly groups: Finder['notOffered']; readonly start: boolean; readonly chosenId: number | null; readonly onChoose?: (userId: number) => void };

function NotOffered({ groups, start, chosenId, onChoose }: NotOfferedProps) {
  const [open, setOpen] = useState(start);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  if (count === 0) return null;
  return (
    <div className={css.more}>
      {messages.notOffered(count)} {groups.map((group) => `${group.count} ${messages.reasons[group.reason] ?? group.reason}`).join(', ')}. <button type="button" className="t-link" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? messages.hide : messages.who}</button>
      {open && (
        <ul>
          {groups.flatMap((group) => group.people.map((person) => (
            <li key={`${group.reason}${person.userId}`}>
              <span>{person.name}: {messages.reasons[group.reason] ?? group.reason}{group.reason === 'certificate_ended' && person.detail ? ` ${formatDate(person.detail)}` : ''}</span>
              {onChoose && CAN_CALL_BACK.has(group.reason) && <Button size="compact-xs" variant={chosenId === person.userId ? 'filled' : 'outline'} aria-label={`${messages.callBack}: ${person.name}`} onClick={() => onChoose(person.userId)}>{messages.callBack}</Button>}
            </li>
          )))}
        </ul>
      )}
    </div>
  );
}

/** What was chosen shows its verbs at once, however long the list above. */
const intoView = (box: HTMLDivElement | null): void => box?.scrollIntoView({ block: 'nearest' });

function CrossingForm({ one, chosen, onDone }: { readonly one: ConsoleCase; readonly chosen: Chosen; readonly onDone: () => void }) {
  const [time, setTime] = useState<string>('any');
  const hand = useConsole();
  const first = chosen.name.split(' ')[0] ?? chosen.name;
  const send = (mode: 'join' | 'call_back') => hand.mutate({ path: `/contact-centre/cases/${one.case.caseId}/hand-over`, body: { toUserId: chosen.userId, mode, preferredTime: time } }, {
    onSuccess: () => {
      toast(messages.handed(chosen.name));
      onDone();
    },
  });
  const onPhone = one.case.channel === 'phone';
  return (
    <div className={css.crossing} ref={intoView}>
      <h3>{messages.willGet(first)}</h3>
      <ul>
        {one.crossing.crosses.map((item) => <li key={item.id}><IconCheck size={16} stroke={1.8} color="var(--t-done)" aria-hidden="true" /><span>{item.label}</span><small>{item.detail === null ? messages.notWritten : ''}</small></li>)}
        {one.crossing.stays.map((item) => <li key={item.id} data-stays><IconBan size={16} stroke={1.6} aria-hidden="true" /><span>{item.label}</span><small>{messages.doesNotCross}</small></li>)}
      </ul>
      {hand.error && <Refusal {...refusalOf(hand.error, messages.refused)} />}
      <Select size="xs" label={messages.preferred} data={Object.entries(messages.times).map(([value, label]) => ({ value, label }))} value={time} onChange={(value) => setTime(value ?? 'any')} />
      <div className={css.verbs}>
        {onPhone && <Button variant="filled" leftSection={<IconPhoneCall size={16} stroke={1.6} aria-hidden="true" />} disabled={!chosen.free} aria-busy={hand.isPending} onClick={() => send('join')}>{messages.join(one.pronoun)}</Button>}
        <Button variant={onPhone && chosen.free ? 'outline' : 'filled'} aria-busy={hand.isPending} onClick={() => send('call_back')}>{messages.callBack}</Button>
      </div>
      <p className="t-quiet">{!onPhone ? messages.waiting : chosen.free ? messages.stay(first) : messages.cannotJoin(first)}</p>
    </div>
  );
}
