import { sql, type Queries } from '#platform/db';
import { FAMILY, HE, SHE } from '../demo/lists/names.ts';

// Made prescribers, of whom three in ten stand twice: once with their NPI as a register has them, once as another system wrote them down. Fathers and sons of
// one name share an address; practices share a street and a number. Everything is drawn from the row's number, so that a run can be repeated.

/** How the second record of a person differs; the recall is told by class. */
export const CLASSES = [
  'copy without NPI', 'initial for given name', 'short form of given name', 'slip in family name', 'names swapped', 'new family name', 'moved', 'little else on file', 'street written otherwise',
  'slip in given name', 'other telephone and mail', 'two slips',
] as const;

const SHORT = { james: 'jim', robert: 'bob', william: 'bill', richard: 'dick', thomas: 'tom', michael: 'mike', david: 'dave', joseph: 'joe', elizabeth: 'liz', jennifer: 'jen', patricia: 'pat', susan: 'sue', margaret: 'peg' };

const draw = (what: string, salt: number) => `(hashint8extended(${what}, ${salt}) & 2147483647)`;
const pick = (list: string, what: string, salt: number) => `(${list})[1 + ${draw(what, salt)} % cardinality(${list})]`;
/** Common names are common: the square of a draw falls on the first of a list most often. */
const skewed = (list: string, what: string, salt: number) => `(${list})[1 + floor(cardinality(${list}) * power(${draw(what, salt)} / 2147483648.0, 2))::integer]`;
const slip = (value: string, salt: number) => `(case when length(${value}) < 4 then ${value} || 'e' else
  case ${draw('n', salt)} % 3 when 0 then overlay(${value} placing chr(97 + (${draw('n', salt + 1)} % 26)::integer) from 2 + (${draw('n', salt + 2)} % (length(${value}) - 2))::integer for 1)
       when 1 then overlay(${value} placing '' from 2 + (${draw('n', salt + 3)} % (length(${value}) - 2))::integer for 1)
       else overlay(${value} placing chr(97 + (${draw('n', salt + 4)} % 26)::integer) from 2 + (${draw('n', salt + 5)} % (length(${value}) - 2))::integer for 0) end end)`;

/** Makes `made` (record_id, party, class, and the fields of the prescribers' rule) with `records` rows. */
export async function makePrescribers(owner: Queries, records: number): Promise<void> {
  const people = Math.round(records * 0.7);
  await owner.run(sql.trusted('drop table if exists made, made_person'));
  await owner.run(sql`create unlogged table made_list as select ${[...HE, ...SHE].map((name) => name.toLowerCase())}::text[] as givens, ${FAMILY.map((name) => name.toLowerCase())}::text[] as families, ${Object.keys(SHORT)}::text[] as longs, ${Object.values(SHORT)}::text[] as shorts`);
  await owner.run(sql.trusted(`
    create unlogged table made_person as
    select n, (1000000000 + n * 1237 % 900000000)::text as npi, 'L' || (100000 + n * 7919 % 8999999)::text as licence,
           ${skewed('l.givens', 'least(n, n - (n % 400 = 7)::integer)', 1)} as given,
           ${skewed('l.families', 'n - (n % 400 = 7)::integer', 2)} || (array['', '', '', 's', 'son', 'er', 'man', 'ley', 'ton', 'field'])[1 + ${draw('n - (n % 400 = 7)::integer', 3)} % 10] as family,
           case when ${draw('n', 4)} % 3 = 0 then chr(97 + (${draw('n', 5)} % 26)::integer) end as middle,
           (array['md', 'md', 'md', 'do', 'np', 'pa'])[1 + ${draw('n', 6)} % 6] as credential,
           (array['internal medicine', 'family medicine', 'cardiology', 'endocrinology', 'nephrology', 'psychiatry', 'neurology', 'oncology', 'dermatology', 'urology'])[1 + ${draw('n', 7)} % 10] as specialty,
           (n - (n % 400 = 7)::integer) / 6 as practice
      from generate_series(1::bigint, ${people}::bigint) n, made_list l`));
  await owner.run(sql.trusted(`
    create unlogged table made as
    select (n * 2)::bigint as record_id, n as party, null::integer as class, npi, licence, given, family, middle, credential, specialty,
           case when ${draw('n', 8)} % 10 < 6 then given || '.' || family || (${draw('n', 9)} % 90)::text || '@' || (array['mail.example', 'clinic.example', 'health.example', 'practice.example'])[1 + ${draw('n', 10)} % 4] end as email,
           (2000000000 + practice * 7907 % 900000000)::text as phone, (1 + practice % 9800)::text || ' ' || ${pick('l.families', 'practice', 11)} || ' street' as line,
           'town' || (practice % 3001)::text as city, (array['ny', 'ca', 'tx', 'fl', 'pa', 'il', 'oh', 'ga', 'nc', 'mi'])[1 + practice % 3001 % 10] as state, (10000 + practice % 3001 * 29)::text as postal
      from made_person, made_list l`));
  await owner.run(sql.trusted(`
    insert into made
    select n * 2 + 1, party, c, null, case when c in (0, 6) then licence end,
           case when c = 1 then left(given, 1) when c = 2 then coalesce(l.shorts[array_position(l.longs, given)], left(given, 3)) when c = 4 then family when c in (9, 11) then ${slip('given', 20)} else given end,
           case when c in (3, 11) then ${slip('family', 30)} when c = 4 then given when c = 5 then ${pick('l.families', 'n', 12)} else family end,
           case when c in (0, 8) then middle end, case when c <> 7 then credential end, case when c not in (7, 11) then specialty end,
           case when c not in (6, 7, 10) then email end,
           case when c = 6 or c = 10 then (2000000000 + ${draw('n', 13)} % 900000000)::text when c <> 7 then phone end,
           case when c = 6 then (1 + ${draw('n', 14)} % 9800)::text || ' ' || ${pick('l.families', 'n', 15)} || ' street' when c = 8 then replace(line, ' street', ' st') || ' suite ' || (${draw('n', 16)} % 30)::text when c <> 7 then line end,
           case when c = 6 then 'town' || (${draw('n', 17)} % 3001)::text else city end, case when c = 6 then (array['ny', 'ca', 'tx', 'fl', 'pa', 'il', 'oh', 'ga', 'nc', 'mi'])[1 + ${draw('n', 17)} % 3001 % 10] else state end,
           case when c = 6 then (10000 + ${draw('n', 17)} % 3001 * 29)::text else postal end
      from (select m.*, m.record_id / 2 as n, (${draw('m.record_id', 18)} % ${CLASSES.length})::integer as c from made m order by ${draw('m.record_id', 19)}, m.record_id limit ${records - people}) m, made_list l`));
  await owner.run(sql.trusted('drop table made_list, made_person'));
  await owner.run(sql.trusted('analyze made'));
}
