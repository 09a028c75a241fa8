import { sql, type Sql } from '#platform/db';
import { MISSING, type ComparedField, type Comparison, type KeyPart, type MatchRule } from './types.ts';

// A record set is a relation with record_id and one lower-case text column f_<field> a field; a field of words also has its words in order (t_), what each
// weighs in bits (w_), the sum of that (s_) and the rarest of them (q_). Rarity tables (see record-set.ts) say by how many bits a value is rarer than nothing.
// What a level means is written once, here, as SQL; the model only knows how many levels there are.

/** Some levels of a comparison, told by one measure that is worked out once; whoever reaches none of them goes on to the next step. */
type Step = { readonly levels: readonly string[]; readonly sql: (pair: { readonly l: Sql; readonly r: Sql; readonly field: string }, numbers: readonly Sql[], otherwise: Sql) => Sql };

const column = (record: string, prefix: 'f' | 't' | 'w' | 's', field: string): Sql => sql.trusted(`${record}.${prefix}_${field}`);

const SWAPPED = 'swapped';
const when = (level: string, condition: (l: Sql, r: Sql) => Sql): Step => ({ levels: [level], sql: ({ l, r }, [number], otherwise) => sql`case when ${condition(l, r)} then ${number!} else ${otherwise} end` });
/** One and two edits; short words are not compared so, since most of them are two edits from each other, nor what is longer than PostgreSQL measures. */
const edits = (one: string, two: string, shortest: number): Step => ({
  levels: [one, two],
  sql: ({ l, r }, [first, second], otherwise) => sql`case case when least(length(${l}), length(${r})) < ${sql.trusted(String(shortest))} or greatest(length(${l}), length(${r})) > 200 then 9 else levenshtein_less_equal(${l}, ${r}, 2) end when 1 then ${first!} when 2 then ${second!} else ${otherwise} end`,
});
const SIMILAR = 0.35;
const CLOSE = 0.6;
const trigrams = (close: string, alike: string): Step => ({
  levels: [close, alike],
  sql: ({ l, r }, [first, second], otherwise) => sql`case width_bucket(similarity(${l}, ${r})::float8, array[${sql.trusted(String(SIMILAR))}, ${sql.trusted(String(CLOSE))}]::float8[]) when 2 then ${first!} when 1 then ${second!} else ${otherwise} end`,
});

/** How much of what two names weigh is in both (Dice, each word by its rarity): common words say little, also when they are many. */
const SHARED = [0.4, 0.65, 0.85] as const;
const shared = (rare: string, most: string, some: string): Step => ({
  levels: [rare, most, some],
  sql: ({ field }, [first, second, third], otherwise) => {
    const of = (prefix: 't' | 'w' | 's') => [column('l', prefix, field), column('r', prefix, field)] as const;
    const [[lt, rt], [lw], [ls, rs]] = [of('t'), of('w'), of('s')];
    return sql`case width_bucket(2 * coalesce((select sum(x.bits) from unnest(${lt}, ${lw}) x(word, bits) where x.word = any(${rt})), 0)::float8 / greatest(1, ${ls} + ${rs})::float8, array[${sql.trusted(SHARED.join(', '))}]::float8[])
      when 3 then ${first!} when 2 then ${second!} when 1 then ${third!} else ${otherwise} end`;
  },
});
const sameWords: Step = { levels: ['same words'], sql: ({ field }, [number], otherwise) => sql`case when ${column('l', 't', field)} = ${column('r', 't', field)} then ${number!} else ${otherwise} end` };

/** What comes after equality. Jaro–Winkler is not in PostgreSQL: edits by length do its work, and sound finds what is spelt by ear. */
const STEPS: Readonly<Record<Comparison, readonly Step[]>> = {
  name: [
    edits('one letter off', 'two letters off', 4),
    when('short form', (l, r) => sql`starts_with(${l}, ${r}) or starts_with(${r}, ${l}) or dmetaphone(${l}) = dmetaphone(${r})`),
    when('alike', (l, r) => sql`similarity(${l}, ${r}) >= ${sql.trusted(String(SIMILAR))}`),
  ],
  words: [sameWords, when('a letter or two off', (l, r) => sql`least(length(${l}), length(${r})) >= 10 and greatest(length(${l}), length(${r})) <= 200 and levenshtein_less_equal(${l}, ${r}, 2) <= 2`), shared('same rare words', 'most words', 'some words')],
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

/** Which level two records `l` and `r` reach in a field, from 0; MISSING where either has no value. */
function levelSql(field: ComparedField): Sql {
  const [l, r] = [column('l', 'f', field.field), column('r', 'f', field.field)];
  const words = levelsOf(field);
  const number = (level: string): Sql => sql.trusted(String(words.indexOf(level)));
  const graded = STEPS[field.as].toReversed().reduce((otherwise, step) => step.sql({ l, r, field: field.field }, step.levels.map(number), otherwise), number('differs'));
  const swap = field.swappedWith;
  const swapped = swap ? sql`when ${l} = ${column('r', 'f', swap)} and ${r} = ${column('l', 'f', swap)} then ${number(SWAPPED)}` : sql.empty;
  return sql`case when ${l} is null or ${r} is null then ${sql.trusted(String(MISSING))} when ${l} = ${r} then 0 ${swapped} else ${graded} end`;
}

/** The pattern of a pair: one octal digit a field, the first field last. */
export const patternSql = (rule: MatchRule): Sql =>
  sql.join(rule.compare.map((field, place) => sql`(${levelSql(field)})::bigint * ${sql.trusted(String(8 ** place))}`), ' + ');

/** The fields in which it counts how rare an agreed value is. */
export const rareFields = (rule: MatchRule): readonly string[] => rule.compare.flatMap(({ field, rarity }) => (rarity > 0 ? [field] : []));

/** Beside a pair, how rare the values of the left record are: bits in c_<field>, see record-set.ts. */
export const rarityJoins = (rule: MatchRule): Sql => sql.join(rareFields(rule).map((field) => sql.trusted(`left join pg_temp.match_rare_${field} c_${field} on c_${field}.v = l.f_${field}`)), '\n');

/** What the rarity of agreed values adds to a pair, in bits. */
export function raritySql(rule: MatchRule): Sql {
  const rare = rareFields(rule);
  if (rare.length === 0) return sql`0::real`;
  return sql`(${sql.join(rare.map((field) => sql`case when ${column('l', 'f', field)} = ${column('r', 'f', field)} then ${sql.trusted(`c_${field}.bits`)} else 0 end`), ' + ')})::real`;
}

/** What forbids that two records are one. */
export function vetoSql(rule: MatchRule): Sql {
  if (rule.never.length === 0) return sql`false`;
  return sql`(${sql.join(rule.never.map((field) => sql`coalesce(${column('l', 'f', field)} <> ${column('r', 'f', field)}, false)`), ' or ')})`;
}

function partSql(record: '' | 'l.' | 'r.', { field, take }: KeyPart): Sql {
  const value = sql.trusted(`${record}${take === 'rarest' ? 'q' : 'f'}_${field}`);
  if (take === 'whole' || take === 'rarest') return value;
  if (take === 'sound') return sql`nullif(dmetaphone(${value}), '')`;
  return sql`left(${value}, ${sql.trusted(String(take === 'year' ? 4 : take))})`;
}

/** A blocking key as one number; null where a part of it is missing. `record`: of which record of a pair, else the only one. */
export const keySql = (parts: readonly KeyPart[], record: '' | 'l.' | 'r.' = ''): Sql => sql`hashtextextended(${sql.join(parts.map((part) => partSql(record, part)), " || '|' || ")}, 0)`;

/** Whether two records agree on a blocking key, the parts that cost least first. */
export const sameKeySql = (parts: readonly KeyPart[]): Sql =>
  sql`(${sql.join(parts.toSorted((a, b) => Number(a.take === 'sound') - Number(b.take === 'sound')).map((part) => sql`${partSql('l.', part)} = ${partSql('r.', part)}`), ' and ')})`;
