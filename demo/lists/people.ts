import type { Role } from '#platform/db';
import { AREAS } from './areas.ts';

/** Colleagues at ABC Pharmaceuticals, all invented. The first thirteen can be met in the story. */
export type Colleague = {
  readonly userId: number; readonly name: string; readonly email: string; readonly role: Role; readonly roleTitle: string; readonly function: string;
  readonly zone: string; readonly languages: readonly string[]; readonly managerId: number | null;
  /** Shown on the page where one signs in. */
  readonly hint: boolean;
};

export const PASSWORD = 'tutti demo 2026';
const EASTERN = 'America/New_York';

type Known = readonly [name: string, role: Role, title: string, work: string, managerId: number | null, hint: boolean, languages?: readonly string[]];

const KNOWN: readonly Known[] = [
  ['Leopold Brandt', 'market_access', 'Market access', 'market_access', 6, true],
  ['Benjamin Achterberg', 'marketing', 'Marketing', 'marketing', 6, true],
  ['Elizabeth Moore', 'contact_centre', 'Contact centre', 'contact_centre', null, true],
  ['Priyanka Raman', 'medical', 'Medical science liaison', 'medical', null, true, ['en', 'hi']],
  ['Michael Duarte', 'field', 'Representative, Midtown', 'sales', 7, true, ['en', 'pt']],
  ['Peter Okafor', 'director', 'Director of marketing', 'marketing', null, true],
  ['Dana Whitfield', 'field', 'Field manager, New York', 'sales', 6, true],
  ['Stella Nunez', 'steward', 'Data steward', 'operations', null, true, ['en', 'es']],
  ['Rachel Stein', 'reviewer', 'Content reviewer', 'medical', null, true],
  ['Adam Reyes', 'administrator', 'Administrator', 'operations', null, true],
  ['Sofia Lind', 'safety', 'Safety officer', 'medical', null, true],
  ['Jonas Keller', 'medical', 'Medical science liaison', 'medical', 4, true, ['en', 'de']],
  ['Mei Tanaka', 'medical', 'Medical science liaison', 'medical', 4, true, ['en', 'ja']],
  ['Anton Valk', 'medical', 'Medical science liaison', 'medical', 4, false],
  ['Luisa Moretti', 'medical', 'Medical science liaison', 'medical', 4, false, ['en', 'it']],
  ['Farah Haddad', 'medical', 'Medical science liaison', 'medical', 4, false, ['en', 'ar']],
  ['Henrik Solberg', 'medical', 'Medical science liaison', 'medical', 4, false],
  ['Ingrid Vale', 'market_access', 'Market access, national', 'market_access', 6, false],
  ['Ines Calloway', 'marketing', 'Events', 'marketing', 6, false],
  ['Carla Jennings', 'contact_centre', 'Contact centre', 'contact_centre', 3, false],
  ['Desmond Ward', 'contact_centre', 'Contact centre', 'contact_centre', 3, false],
  ['Elena Petrova', 'contact_centre', 'Contact centre', 'contact_centre', 3, false],
  ['Frank Osborne', 'contact_centre', 'Contact centre', 'contact_centre', 3, false],
  ['Gina Alvarez', 'contact_centre', 'Contact centre', 'contact_centre', 3, false, ['en', 'es']],
  ['Howard Lim', 'contact_centre', 'Contact centre', 'contact_centre', 3, false],
  ['Irene Castellano', 'contact_centre', 'Contact centre', 'contact_centre', 3, false],
  ['Jamal Carter', 'contact_centre', 'Contact centre', 'contact_centre', 3, false],
];

const REPRESENTATIVES = [
  'Alicia Fenn', 'Brandon Yates', 'Celeste Marin', 'Derrick Shaw', 'Erin Gallow', 'Felicia Dunn', 'Gavin Prior', 'Holly Strand', 'Isaiah Monroe', 'Jenna Colby',
  'Kyle Renner', 'Lauren Fisk', 'Marcus Bell', 'Nicole Avery', 'Orlando Vega', 'Paige Holden', 'Quincy Adair', 'Renee Calder', 'Scott Lindgren', 'Tessa Brandt',
  'Ulises Romero', 'Vivian Cho', 'Wesley Tran', 'Ximena Rios', 'Yosef Adler', 'Zoe Merrick', 'Arlo Whitman', 'Bridget Faye', 'Colin Mercer', 'Delia Santos',
  'Ezra Nolan', 'Freya Okoro', 'Grant Ellison', 'Hazel Pruitt', 'Ivan Castell', 'Joanna Reeve', 'Kurt Weldon', 'Lydia Amos',
] as const;

const mailOf = (name: string) => `${name.toLowerCase().replaceAll(' ', '.')}@abc.example`;
const MICHAEL = 5;
const DANA = 7;

const known: readonly Colleague[] = KNOWN.map(([name, role, roleTitle, work, managerId, hint, languages = ['en']], index) => ({
  userId: index + 1, name, email: mailOf(name), role, roleTitle, function: work, zone: EASTERN, languages, managerId, hint,
}));

/** Who holds which territory, in the order of AREAS: Michael has Midtown, Dana the Upper East Side. */
export const HOLDERS: readonly number[] = AREAS.map((_, index) => (index === 0 ? MICHAEL : index === 1 ? DANA : known.length + index - 1));

const representatives: readonly Colleague[] = REPRESENTATIVES.map((name, index) => {
  const area = AREAS[index + 2];
  return {
    userId: known.length + index + 1, name, email: mailOf(name), role: 'field', roleTitle: `Representative, ${area?.name ?? 'New York'}`, function: 'sales',
    zone: area?.zone ?? EASTERN, languages: ['en'], managerId: DANA, hint: false,
  };
});

export const COLLEAGUES: readonly Colleague[] = [...known, ...representatives];

/** By the names that steps use. */
export const WHO = {
  leopold: 1, benjamin: 2, elizabeth: 3, priyanka: 4, michael: MICHAEL, peter: 6, dana: DANA, stella: 8, rachel: 9, adam: 10, sofia: 11, jonas: 12, mei: 13,
  anton: 14, luisa: 15, farah: 16, henrik: 17, ingrid: 18, ines: 19,
} as const;
