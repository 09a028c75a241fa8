import { sql, type Sql } from '#platform/db';
import { MISSING, type ComparedField, type Comparison, type KeyPart, type MatchRule } from './types.ts';

// A record set is a relation with record_id, one lower-case text column f_<field> a field and, where rarity counts, r_<field>: bits by which the value is
// rarer than nothing. What a level means is written once, here, as SQL; the model only knows how many levels there are.

/** Some levels of a comparison, told by one measure that is worked out once; whoever reaches none of them goes on to the next step. */
type Step = { readonly levels: readonly string[]; readonly sql: (pair: { readonly l: Sql; readonly r: Sql }, numbers: readonly Sql[], otherwise: Sql) => Sql };

const SWAPPED = 'swapped';
const when = (level: string, condition: (l: Sql, r: Sql) => Sql): Step => ({ levels: [level], sql: ({ l, r }, [number], otherwise) => sql`case when ${condition(l, r)} then ${number!} else ${otherwise} end` });
/** One and two edits; short words are not compared so, since most of them are two edits from each other. */
const edits = (one: string, two: string, shortest: number): Step => ({
  levels: [one, two],
  sql: ({ l, r }, [first, second], otherwise) => sql`case case when least(length(${l}), length(${r})) < ${sql.trusted(String(shortest))} then 9 else levenshtein_less_equal(${l}, ${r}, 2) end when 1 then ${first!} when 2 then ${second!} else ${otherwise} end`,
});
const SIMILAR = 0.35;
const CLOSE = 0.6;
const trigrams = (close: string, alike: string): Step => ({
  levels: [close, alike],
  sql: ({ l, r }, [first, second], otherwise) => sql`case width_bucket(similarity(${l}, ${r})::float8, array[${sql.trusted(String(SIMILAR))}, ${sql.trusted(String(CLOSE))}]::float8[]) when 2 then ${first!} when 1 then ${second!} else ${otherwise} end`,
});

/** What comes after equality. Jaro–Winkler is not in PostgreSQL: edits by length do its work, and sound finds what is spelt by ear. */
const STEPS: Readonly<Record<Comparison, readonly Step[]>> = {
  name: [
    edits('one letter off', 'two letters off', 4),
    when('short form', (l, r) => sql`starts_with(${l}, ${r}) or starts_with(${r}, ${l}) or dmetaphone(${l}) = dmetaphone(${r})`),
    when('alike', (l, r) => sql`similarity(${l}, ${r}) >= ${sql.trusted(String(SIMILAR))}`),
  ],
  identifier: [edits('one digit off', 'two digits off', 5)],
  date: [
    edits('one digit off', 'two digits off', 6),
    when('same year', (l, r) => sql`left(${l}, 4) = left(${r}, 4)`),
    when('same day, other year', (l, r) => sql`substr(${l}, 5) = substr(${r}, 5)`),
  ],
  text: [trigrams('close', 'alike')],
  mail: [edits('one letter off', 'two letters off', 8), when('same mailbox elsewhere', (l, r) => sql`split_part(${l}, '@', 1) = split_part(${r}, '@', 1)`)],
  place: [edits('one letter off', 'two letters off', 4), when('same beginning', (l, r) => sql`left(${l}, 3) = left(${r}, 3)`)],
  code: [],
};

/** The words of a field's levels, strongest first. */
export const levelsOf = (field: ComparedField): readonly string[] => ['same', ...(field.swappedWith ? [SWAPPED] : []), ...STEPS[field.as].flatMap(({ levels }) => levels), 'differs'];

const column = (record: string, prefix: 'f' | 'r', field: string): Sql => sql.trusted(`${record}.${prefix}_${field}`);

/** Which level two records `l` and `r` reach in a field, from 0; MISSING where either has no value. */
function levelSql(field: ComparedField): Sql {
  const [l, r] = [column('l', 'f', field.field), column('r', 'f', field.field)];
  const words = levelsOf(field);
  const number = (level: string): Sql => sql.trusted(String(words.indexOf(level)));
  const graded = STEPS[field.as].toReversed().reduce((otherwise, step) => step.sql({ l, r }, step.levels.map(number), otherwise), number('differs'));
  const swap = field.swappedWith;
  const swapped = swap ? sql`when ${l} = ${column('r', 'f', swap)} and ${r} = ${column('l', 'f', swap)} then ${number(SWAPPED)}` : sql.empty;
  return sql`case when ${l} is null or ${r} is null then ${sql.trusted(String(MISSING))} when ${l} = ${r} then 0 ${swapped} else ${graded} end`;
}

/** The pattern of a pair: one octal digit a field, the first field last. */
export const patternSql = (rule: MatchRule): Sql =>
  sql.join(rule.compare.map((field, place) => sql`(${levelSql(field)})::bigint * ${sql.trusted(String(8 ** place))}`), ' + ');

/** What the rarity of agreed values adds to a pair, in bits. */
export function raritySql(rule: MatchRule): Sql {
  const rare = rule.compare.filter((field) => field.rarity > 0);
  if (rare.length === 0) return sql`0::real`;
  return sql`(${sql.join(rare.map(({ field }) => sql`case when ${column('l', 'f', field)} = ${column('r', 'f', field)} then ${column('l', 'r', field)} else 0 end`), ' + ')})::real`;
}

/** What forbids that two records are one. */
export function vetoSql(rule: MatchRule): Sql {
  if (rule.never.length === 0) return sql`false`;
  return sql`(${sql.join(rule.never.map((field) => sql`coalesce(${column('l', 'f', field)} <> ${column('r', 'f', field)}, false)`), ' or ')})`;
}

function partSql({ field, take }: KeyPart): Sql {
  const value = sql.trusted(`f_${field}`);
  if (take === 'whole') return value;
  if (take === 'sound') return sql`nullif(dmetaphone(${value}), '')`;
  return sql`left(${value}, ${sql.trusted(String(take === 'year' ? 4 : take))})`;
}

/** A blocking key as one number; null where a part of it is missing. */
export const keySql = (parts: readonly KeyPart[]): Sql => sql`hashtextextended(${sql.join(parts.map(partSql), " || '|' || ")}, 0)`;
