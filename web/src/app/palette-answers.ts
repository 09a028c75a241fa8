import { useRouter } from '@tanstack/react-router';
import { en } from '../messages/en.ts';
import type { PersonAction } from '../ui/frame/rail.tsx';
import { useActiveKeys } from '../ui/keys.ts';
import { paths } from './paths.ts';
import { useCustomerSearch } from './palette-search.ts';
import type { Destination } from './rail-entries.ts';
import { mayAny, usePerson } from './session.ts';
import { useOfferedVerbs } from './verbs.ts';

/** One line of the palette. */
export type Answer = { readonly id: string; readonly group: string; readonly label: string; readonly note?: string; readonly keys?: string; readonly run: () => void; readonly refusedBecause?: string };
export type Answers = { readonly list: readonly Answer[]; readonly waiting: boolean; readonly failed: boolean };

const matches = (label: string, query: string): boolean => {
  const words = label.toLowerCase().split(/\s+/);
  return query.toLowerCase().split(/\s+/).filter(Boolean).every((part) => words.some((word) => word.startsWith(part)) || label.toLowerCase().includes(part));
};

/** What the palette answers: verbs and places at once from here, customers from the server; `>` verbs, `#` ids, `?` keys alone. */
export function useAnswers(query: string, destinations: readonly Destination[], actions: readonly PersonAction[]): Answers {
  const router = useRouter();
  const person = usePerson();
  const offered = useOfferedVerbs();
  const keys = useActiveKeys();
  const mode = /^[>#?]/.test(query) ? query[0] : '';
  const text = query.replace(/^[>#?]\s*/, '');
  const maySearch = mayAny(person, 'customers') && (mode === '' || mode === '#');
  const found = useCustomerSearch(text, maySearch);

  const verbs: Answer[] = [
    ...offered.map((verb) => ({ ...verb, group: en.palette.verbs })),
    ...actions.map((action) => ({ id: action.id, group: en.palette.verbs, label: action.group === en.shell.scheme.title ? `${action.group}: ${action.label}` : action.label, run: action.run })),
  ];
  const places = destinations.map((place) => ({ id: place.id, group: en.palette.places, label: place.label, keys: place.keys, run: () => router.history.push(place.href) }));
  const words = keys.map((binding) => ({ id: binding.keys, group: en.palette.words, label: binding.label, keys: binding.keys, run: () => binding.run(new KeyboardEvent('keydown')) }));
  const customers = (maySearch && text.trim().length >= 2 ? (found.data?.items ?? []) : []).map((one) => ({
    id: one.customerId, group: en.palette.customers, label: one.name, note: [one.speciality, one.place].filter(Boolean).join(', '),
    run: () => router.history.push(paths.customer({ customerId: one.customerId })),
  }));
  const local = mode === '?' ? words : mode === '>' ? verbs : mode === '#' ? [] : [...(text ? verbs : verbs.slice(0, offered.length)), ...places];
  return {
    list: [...local.filter((answer) => matches(answer.label, text)), ...customers],
    waiting: maySearch && text.trim().length >= 2 && found.isFetching,
    failed: maySearch && found.isError,
  };
}
