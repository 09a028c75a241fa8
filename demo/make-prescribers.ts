import { AREAS } from './lists/areas.ts';
import { EMPIRE_PLANS, EMPIRE_PRESCRIBERS } from './lists/accounts.ts';
import { FAMILY, HE, SHE } from './lists/names.ts';
import { SPECIALTIES, type Specialty } from './lists/specialties.ts';
import { FIRST, HOSPITALS, type Practice } from './make-practices.ts';
import { npiOf, pick, weighted, type Random } from './random.ts';

const PRESCRIBERS = 12_000;
export const TARGET_FROM_DECILE = 4; // representatives see the upper seven tenths
const FIRST_NPI = 199_900_000; // no NPI begins with 1999 so far

export type Prescriber = {
  readonly id: number; readonly npi: string; readonly given: string; readonly family: string; readonly pronoun: 'she' | 'he'; readonly credential: string;
  readonly specialty: string; readonly specialtyName: string; readonly kind: Specialty['group']; readonly practice: number; readonly second: number | null; readonly hospital: number | null;
  readonly area: number; readonly volume: number; readonly decile: number; readonly targeted: boolean; readonly licenceMonths: number; readonly active: boolean; readonly email: string | null;
};
type Draft = Omit<Prescriber, 'decile' | 'targeted'>;

type Known = { readonly given: string; readonly family: string; readonly pronoun: 'she' | 'he'; readonly specialty: string; readonly practice: number; readonly decile: number };
const HEART = '207RC0000X';
const INTERNAL = '207R00000X';
/** The prescribers of the story: the three of Lakeside Heart first. */
export const STORY: readonly Known[] = [
  { given: 'Amara', family: 'Osei', pronoun: 'she', specialty: HEART, practice: 0, decile: 9 }, { given: 'Priya', family: 'Nair', pronoun: 'she', specialty: HEART, practice: 0, decile: 8 },
  { given: 'Owen', family: 'Blake', pronoun: 'he', specialty: INTERNAL, practice: 0, decile: 7 }, { given: 'Tomás', family: 'Rivera', pronoun: 'he', specialty: '207RE0101X', practice: 1, decile: 10 },
  { given: 'Grace', family: 'Lindqvist', pronoun: 'she', specialty: '207Q00000X', practice: 3, decile: 6 }, { given: 'Samuel', family: 'Adeyemi', pronoun: 'he', specialty: HEART, practice: 2, decile: 8 },
  { given: 'Hannah', family: 'Weiss', pronoun: 'she', specialty: INTERNAL, practice: 4, decile: 7 },
];

const plain = (text: string) => text.normalize('NFD').replace(/[^a-zA-Z]/g, '').toLowerCase();

function specialtyFor(practice: Practice, draw: (random: Random) => Specialty, random: Random): Specialty {
  const wanted = practice.heart ? 'heart' : practice.endocrine ? 'endocrine' : null;
  const first = draw(random);
  if (!wanted || random() > 0.75 || first.group === 'advanced') return first;
  return SPECIALTIES.find(({ group }) => group === wanted) as Specialty;
}

function makeDrafts(random: Random, practices: readonly Practice[]): Draft[] {
  const [lakeside] = practices;
  const open = practices.filter((practice) => practice !== lakeside); // three work there, no more
  const areaOf = weighted(AREAS.map((_, index) => index), (index) => (AREAS[index] as (typeof AREAS)[number]).weight);
  const practiceIn = AREAS.map((_, area) => weighted(open.filter((practice) => practice.area === area), (practice) => practice.size));
  const specialtyOf = weighted(SPECIALTIES, ({ share }) => share);
  const addresses = new Set<string>();
  return Array.from({ length: PRESCRIBERS }, (_, index): Draft => {
    const known = STORY[index];
    const practice = known ? practices[known.practice] as Practice : (practiceIn[areaOf(random)] as (r: Random) => Practice)(random);
    const isShe = known ? known.pronoun === 'she' : random() < 0.52;
    const [given, family] = [known?.given ?? pick(random, isShe ? SHE : HE), known?.family ?? pick(random, FAMILY)];
    const drawn = specialtyFor(practice, specialtyOf, random);
    const specialty = known ? SPECIALTIES.find(({ code }) => code === known.specialty) ?? drawn : drawn;
    let email = `${plain(given)}.${plain(family)}@${practice.domain}`;
    for (let n = 2; addresses.has(email); n += 1) email = `${plain(given)}.${plain(family)}${n}@${practice.domain}`;
    addresses.add(email);
    const second = random() < 0.08 ? (practiceIn[practice.area] as (r: Random) => Practice)(random).id : null;
    const spread = Math.exp((random() + random() + random() - 1.5) * 1.6);
    const [licence, state, mail, hospital] = [random(), random(), random(), random()];
    return {
      id: FIRST.prescriber + index, npi: npiOf(FIRST_NPI + index + 1), given, family, pronoun: isShe ? 'she' : 'he', credential: specialty.credential === 'MD' && random() < 0.09 && !known ? 'DO' : specialty.credential,
      specialty: specialty.code, specialtyName: specialty.name, kind: specialty.group, practice: practice.id, second: known || second === practice.id ? null : second,
      hospital: hospital < 0.4 ? FIRST.hospital + (practice.area + (hospital < 0.06 ? 40 : 0)) % HOSPITALS : null, area: practice.area,
      volume: known ? known.decile * 40 : Math.round(specialty.diabetes * 14 * spread), licenceMonths: known ? 7 : licence < 0.011 ? -1 - Math.floor(licence * 400) : 1 + Math.floor(licence * 34),
      active: Boolean(known) || state > 0.006, email: known || mail < 0.97 ? email : null,
    };
  });
}

/** 12,000 prescribers with deciles by volume in the class. */
export function makePrescribers(random: Random, practices: readonly Practice[]): Prescriber[] {
  const drafts = makeDrafts(random, practices);
  const byVolume = [...drafts].sort((a, b) => a.volume - b.volume || a.id - b.id);
  const deciles = new Map(byVolume.map(({ id }, rank) => [id, 1 + Math.floor((rank * 10) / drafts.length)]));
  return drafts.map((draft, index) => {
    const decile = STORY[index]?.decile ?? deciles.get(draft.id) ?? 5;
    return { ...draft, decile, targeted: decile >= TARGET_FROM_DECILE && draft.active };
  });
}

export type Edge = { readonly member: number; readonly plan: number };

const someOf = (random: Random, plans: readonly number[]): number[] => {
  const chosen = plans.filter((_, index) => random() < ([0.8, 0.5, 0.4][index] ?? 0.5));
  return chosen.length ? chosen : [pick(random, plans)];
};

/** Practices join whole until nearly full; single prescribers make the number exact. */
export function makeEmpireNetwork(random: Random, practices: readonly Practice[], prescribers: readonly Prescriber[]): Edge[] {
  const plans = EMPIRE_PLANS.map((_, index) => FIRST.plan + index);
  const members = new Map<number, Set<number>>();
  for (const { id, practice, second } of prescribers) {
    for (const place of [practice, second]) if (place !== null) members.set(place, (members.get(place) ?? new Set()).add(id));
  }
  const inside = new Set<number>();
  const edges: Edge[] = [];
  const here = practices.filter(({ area }) => AREAS[area]?.state === 'NY');
  const order = here.map((practice, index) => ({ practice, at: index < 5 ? -1 : practice.ofEmpire ? 0 : random() })).sort((a, b) => a.at - b.at);
  for (const { practice } of order) {
    const more = [...members.get(practice.id) ?? []].filter((id) => !inside.has(id));
    if (inside.size + more.length > EMPIRE_PRESCRIBERS - 90) continue;
    for (const id of more) inside.add(id);
    edges.push(...someOf(random, plans).map((plan) => ({ member: practice.id, plan })));
  }
  for (const { id, area } of prescribers) {
    if (inside.size >= EMPIRE_PRESCRIBERS) break;
    if (inside.has(id) || AREAS[area]?.state !== 'NY') continue;
    inside.add(id);
    edges.push(...someOf(random, plans).map((plan) => ({ member: id, plan })));
  }
  return edges;
}
