import { AMOUNTS, CATEGORIES, type Amount } from '../types.ts';
import { GROUPS, type Attribute } from './likeness.ts';
import { regionOf } from './regions.ts';

export type Told = { readonly categories: readonly string[]; readonly amounts: readonly number[] };
export type Words = { readonly specialties: readonly string[]; readonly product: string };

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const BOOKS: Readonly<Record<string, string>> = { book_commercial: 'commercial', book_medicare_part_d: 'Medicare Part D', book_medicaid: 'Medicaid', book_exchange: 'exchange', book_va_dod: 'VA and DoD' };
const CHANNELS: Readonly<Record<string, string>> = { answers_email: 'e-mail', answers_sms: 'SMS', answers_phone: 'calls', answers_visit: 'visits', answers_event: 'events', answers_portal: 'the portal' };
const ACCESS: Readonly<Record<string, string>> = { lives_covered: 'covered', lives_tier2: 'at tier 1 or 2', lives_restricted: 'with prior authorisation or step therapy' };

const category = (one: Told, name: (typeof CATEGORIES)[number]) => one.categories[CATEGORIES.indexOf(name)] ?? '';
const amount = (one: Told, name: Amount) => one.amounts[AMOUNTS.indexOf(name)] ?? 0;
const percent = (share: number) => `${Math.round(share * 100)}\u202F%`;
const size = (value: number) => (value >= 1e6 ? `${(value / 1e6).toFixed(1)} M` : Math.round(value).toLocaleString('en-US'));

/** The part of a mix that tells most: where the two are alike the largest, where they differ the widest gap. */
function tellingPart(it: Told, other: Told, { names, alike }: { names: readonly Amount[]; alike: boolean }): Amount {
  const weight = (name: Amount) => (alike ? amount(it, name) + amount(other, name) : Math.abs(amount(it, name) - amount(other, name)));
  return [...names].sort((a, b) => weight(b) - weight(a))[0] as Amount;
}

function places(it: Told, other: Told): string {
  const [one, two] = [category(it, 'state'), category(other, 'state')];
  if (one === two) return `Both in ${one}`;
  const region = regionOf(one);
  return region !== null && region === regionOf(two) ? `Both in ${region}: ${one} and ${two}` : `${one || 'Place unknown'} against ${two || 'unknown'}`;
}

function reviews(it: Told, other: Told): string {
  const [one, two] = [category(it, 'review_month'), category(other, 'review_month')].map((month) => MONTHS[Number(month) - 1] ?? 'an unknown month');
  return one === two ? `Both review in ${one}` : `Reviews in ${one} against ${two}`;
}

function managers(it: Told, other: Told): string {
  const [one, two] = [category(it, 'benefit_manager'), category(other, 'benefit_manager')];
  return one === two ? `Same benefit manager, ${one}` : `Benefit manager ${one || 'unknown'} against ${two || 'unknown'}`;
}

/** One attribute of two accounts in a sentence: it, against the one it is compared with. */
export function reasonOf(attribute: Attribute, [it, other]: readonly [Told, Told], { alike, words }: { alike: boolean; words: Words }): string {
  const against = (name: Amount, write: (value: number) => string) => `${write(amount(it, name))} against ${write(amount(other, name))}`;
  const telling = (names: readonly Amount[]) => tellingPart(it, other, { names, alike });
  switch (attribute) {
    case 'region': return places(it, other);
    case 'benefit_manager': return managers(it, other);
    case 'review_month': return reviews(it, other);
    case 'covered_lives': return `Covered lives ${against('covered_lives', size)}`;
    case 'plans': return amount(it, 'plans') === amount(other, 'plans') ? `Both ${size(amount(it, 'plans'))} plans` : `Plans ${against('plans', size)}`;
    case 'prescribers': return `Prescribers ${against('prescribers', size)}`;
    case 'places': return `Places ${against('places', size)}`;
    case 'beds': return `Beds ${against('beds', size)}`;
    case 'books': { const name = telling(GROUPS.books); return `Lives in ${BOOKS[name]} ${against(name, percent)}`; }
    case 'access': {
      if (alike && amount(it, 'lives_covered') + amount(other, 'lives_covered') === 0) return `${words.product} on neither formulary`;
      const name = telling(GROUPS.access);
      return `Lives with ${words.product} ${ACCESS[name]} ${against(name, percent)}`;
    }
    case 'specialties': { const name = telling(GROUPS.specialties); return `${words.specialties[GROUPS.specialties.indexOf(name)] ?? 'A specialty'} ${against(name, percent)}`; }
    case 'answers': { const name = telling(GROUPS.answers); return `Answers to ${CHANNELS[name]} ${against(name, percent)}`; }
  }
}
