import { AREAS } from './lists/areas.ts';
import { NETWORKS } from './lists/accounts.ts';
import { practiceNames, STREETS } from './lists/names.ts';
import { pick, weighted, type Random } from './random.ts';

const PRACTICES = 900;
export const HOSPITALS = 60;
export const FIRST = { payer: 1_001, plan: 1_101, network: 1_201, hospital: 1_301, practice: 2_001, contact: 3_001, prescriber: 10_001, twin: 22_001 } as const;

export type Practice = {
  readonly id: number; readonly name: string; readonly area: number; readonly town: string; readonly postalCode: string; readonly street: string; readonly phone: string;
  readonly domain: string; readonly size: number; readonly network: number | null; readonly heart: boolean; readonly endocrine: boolean; readonly ofEmpire: boolean;
};
export type Hospital = { readonly id: number; readonly name: string; readonly area: number; readonly town: string; readonly postalCode: string; readonly network: number | null; readonly beds: number };

// Places of the story, whatever chance makes of the others.
const STORY: readonly { readonly name: string; readonly area: number; readonly ofEmpire: boolean }[] = [
  { name: 'Lakeside Heart', area: 0, ofEmpire: true }, { name: 'Empire Midtown', area: 0, ofEmpire: true }, { name: 'Empire Bronx', area: 6, ofEmpire: true },
  { name: 'Hudson Family', area: 1, ofEmpire: false }, { name: 'Riverside Internal Medicine', area: 2, ofEmpire: false },
];

const networkIn = (random: Random, area: number, chance: number): number | null => {
  const there = NETWORKS.map((network, index) => ({ network, index })).filter(({ network }) => network.areas.includes(area));
  return there.length && random() < chance ? FIRST.network + pick(random, there).index : null;
};

const bell = (random: Random) => random() + random() + random() - 1.5;
const slug = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, '-');

/** 900 practices, spread over the territories by weight; each telephone number is one of those kept for fiction. */
export function makePractices(random: Random): Practice[] {
  const areaOf = weighted(AREAS.map((_, index) => index), (index) => (AREAS[index] as (typeof AREAS)[number]).weight);
  const names = practiceNames(AREAS.map(({ name }) => name)).filter((name) => !STORY.some((known) => known.name === name));
  const order = names.map((name) => ({ name, at: random() })).sort((a, b) => a.at - b.at).map(({ name }) => name);
  const numbers = AREAS.map(() => 0);
  return Array.from({ length: PRACTICES }, (_, index) => {
    const known = STORY[index];
    const area = known?.area ?? areaOf(random);
    const ground = AREAS[area] as (typeof AREAS)[number];
    const [town, postalCode] = pick(random, ground.towns);
    const name = known?.name ?? order[index] ?? `Practice ${index}`;
    const line = (numbers[area] = (numbers[area] as number) + 1) % 100;
    return {
      id: FIRST.practice + index, name, area, town, postalCode: known ? ground.towns[0]?.[1] ?? postalCode : postalCode,
      street: `${10 + Math.floor(random() * 880)} ${pick(random, STREETS)} Street`, phone: `+1 ${ground.phone}-555-01${String(line).padStart(2, '0')}`,
      domain: `${slug(name)}.example`, size: Math.exp(bell(random) * 1.3), network: known?.ofEmpire ? null : networkIn(random, area, 0.45),
      heart: /Heart|Cardiology/.test(name), endocrine: /Endocrine/.test(name), ofEmpire: known?.ofEmpire ?? (ground.state === 'NY' && random() < 0.04),
    };
  });
}

const HOSPITAL_WORDS = ['Mercy', 'General', 'Memorial', 'Lakeview', 'Regional', 'University', 'Presbyter Hill', 'Good Harbor', 'North Shore Road', 'Bridge Street'];

export function makeHospitals(random: Random): Hospital[] {
  return Array.from({ length: HOSPITALS }, (_, index) => {
    const area = index < AREAS.length ? index : Math.floor(random() * 24);
    const ground = AREAS[area] as (typeof AREAS)[number];
    const [town, postalCode] = pick(random, ground.towns);
    return {
      id: FIRST.hospital + index, name: `${ground.name} ${HOSPITAL_WORDS[(index + (index < AREAS.length ? 0 : 3)) % HOSPITAL_WORDS.length]} Hospital`, area, town, postalCode,
      network: networkIn(random, area, 0.85), beds: 80 + Math.floor(random() * 620),
    };
  });
}
