import { fromCursor, toPage } from '#platform/http';
import { sql, type Sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { DeskRecord } from '../rules/compare-records.ts';
import { wilson } from '../rules/wilson.ts';

type Evidence = { readonly field: string; readonly level: string; readonly bits: number; readonly left: string | null; readonly right: string | null };
export type DeskPair = {
  readonly customerId: number; readonly otherId: number; readonly probability: number; readonly weight: number; readonly evidence: readonly Evidence[]; readonly veto: string | null; readonly state: string; readonly foundAt: string;
  readonly leftName: string; readonly rightName: string; readonly kind: string; readonly leftPlace: string; readonly rightPlace: string; readonly leftSource: string; readonly rightSource: string;
};

const PLACE = (alias: string): Sql => sql.trusted(`concat_ws(', ', nullif(${alias}.city, ''), nullif(${alias}.state, ''))`);
const PAIRS = sql`
  select p.customer_id, p.other_id, p.probability, p.weight, p.evidence, p.veto, p.state, p.found_at, l.kind, l.name as left_name, r.name as right_name,
         ${PLACE('l')} as left_place, ${PLACE('r')} as right_place, l.source as left_source, r.source as right_source
    from customers.match_pair p
    join customers.customer l on l.customer_id = p.customer_id and l.status <> 'merged'
    join customers.customer r on r.customer_id = p.other_id and r.status <> 'merged'`;

/** Pairs that wait for a steward, the likeliest first. A pair of which a record has been merged waits until that is undone. */
export async function listPairs(tx: Tx, { state, limit, cursor }: { state: 'open' | 'later'; limit: number; cursor?: string }) {
  const key = fromCursor(cursor, 3);
  const rows = await tx.rows<DeskPair>(sql`
    ${PAIRS}
     where p.state = ${state}
       and ${key ? sql`(p.probability < ${key[0]}::real or p.probability = ${key[0]}::real and (p.customer_id, p.other_id) > (${key[1]}::bigint, ${key[2]}::bigint))` : sql`true`}
     order by p.probability desc, p.customer_id, p.other_id
     limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.probability, row.customerId, row.otherId]);
}

/** How much waits: counted up to a bound, because nobody needs to know whether it is 1,000 or 9,000. */
export const countPairs = (tx: Tx): Promise<{ open: number; later: number }> => tx.one(sql`
  select (select count(*) from (select from customers.match_pair where state = 'open' limit 1000) o) as open, (select count(*) from (select from customers.match_pair where state = 'later' limit 1000) l) as later`);

export const findPair = (tx: Tx, customerId: number, otherId: number): Promise<DeskPair | undefined> => tx.maybe(sql`
  ${PAIRS} where p.customer_id = ${Math.min(customerId, otherId)}::bigint and p.other_id = ${Math.max(customerId, otherId)}::bigint`);

/** Records as the desk compares them, in the order in which they are asked for. */
export async function deskRecords(tx: Tx, customerIds: readonly number[]): Promise<DeskRecord[]> {
  const rows = await tx.rows<DeskRecord>(sql`
    select c.customer_id, c.kind, c.name, c.given_name, c.family_name, c.credential, c.status, c.specialty_name, c.city, c.state, c.postal_code, c.decile, c.licence_valid_until, c.updated_at,
           coalesce((select array_agg(i.value order by i.value) from customers.identifier i where i.customer_id = c.customer_id and i.system = 'npi' and i.state = 'active'), '{}') as npis,
           coalesce((select array_agg(i.system || ' ' || i.value order by i.system, i.value) from customers.identifier i where i.customer_id = c.customer_id and i.system <> 'npi'), '{}') as identifiers,
           coalesce((select array_agg(distinct concat_ws(', ', nullif(a.line1, ''), nullif(a.line2, ''), nullif(a.city, ''), nullif(a.state, ''), nullif(a.postal_code, ''))) from customers.address a where a.customer_id = c.customer_id), '{}') as addresses,
           coalesce((select array_agg(distinct p.value) from customers.contact_point p where p.customer_id = c.customer_id and p.kind = 'email'), '{}') as emails,
           coalesce((select array_agg(distinct p.value) from customers.contact_point p where p.customer_id = c.customer_id and p.kind in ('phone', 'sms', 'fax')), '{}') as phones,
           coalesce((select array_agg(distinct o.name) from customers.affiliation f join customers.customer o on o.customer_id = f.to_customer_id where f.customer_id = c.customer_id and f.valid_to is null), '{}') as organisations,
           coalesce((select array_agg(distinct s.source) from customers.source_record s where s.customer_id = c.customer_id), array[c.source]) as sources
      from customers.customer c
     where c.customer_id = any(${customerIds}::bigint[])`);
  return customerIds.map((id) => {
    const found = rows.find((row) => row.customerId === id);
    if (!found) throw new Problem('request.not_found');
    return found;
  });
}

export type MergeRow = {
  readonly mergeId: number; readonly loserId: number; readonly winnerId: number; readonly loserName: string; readonly winnerName: string; readonly reason: string;
  readonly mergedByName: string | null; readonly mergedAt: string; readonly undoneAt: string | null; readonly undoneByName: string | null; readonly undoReason: string | null;
};

/** Merges, newest first: all, or those into one record. Only those of which the reader may see the record that stayed. */
export async function listMerges(tx: Tx, { customerId, limit, cursor }: { customerId?: number; limit: number; cursor?: string }) {
  const key = fromCursor(cursor, 1);
  const rows = await tx.rows<MergeRow>(sql`
    select m.merge_id, m.customer_id as loser_id, m.winner_id, coalesce(n.native ->> 'name', l.name) as loser_name, w.name as winner_name, m.reason, p.name as merged_by_name, m.merged_at, m.undone_at,
           u.name as undone_by_name, m.undo_reason
      from customers.merge m
      join customers.customer w on w.customer_id = m.winner_id
      join customers.customer l on l.customer_id = m.customer_id
      left join customers.merge_member n on n.customer_id = m.customer_id
      left join access.v_person p on p.user_id = m.merged_by
      left join access.v_person u on u.user_id = m.undone_by
     where ${customerId === undefined ? sql`true` : sql`m.winner_id = ${customerId}::bigint or m.customer_id = ${customerId}::bigint`}
       and ${key ? sql`m.merge_id < ${key[0]}::bigint` : sql`true`}
     order by m.merge_id desc
     limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.mergeId]);
}

const BANDS: readonly number[] = [0, 0.5, 0.8, 0.95, 1.0001];

/** Of the pairs that stewards decided, how many were the same, by what the rule had said; with the interval that so few decisions allow. */
export async function verdictPrecision(tx: Tx) {
  const rows = await tx.rows<{ band: number; same: number; decided: number }>(sql`
    select width_bucket(v.probability::float8, ${[...BANDS]}::float8[]) as band, count(*) filter (where v.verdict = 'same') as same, count(*) as decided
      from (select distinct on (customer_id, other_id) verdict, probability from customers.match_verdict order by customer_id, other_id, verdict_id desc) v
     where v.verdict in ('same', 'different') and v.probability is not null
     group by 1`);
  const bands = BANDS.slice(0, -1).map((from, index) => {
    const { same = 0, decided = 0 } = rows.find(({ band }) => band === index + 1) ?? {};
    return { from, to: Math.min(1, BANDS[index + 1] ?? 1), same, decided, interval: wilson(same, decided) };
  }).toReversed();
  const [same, decided] = [bands.reduce((sum, band) => sum + band.same, 0), bands.reduce((sum, band) => sum + band.decided, 0)];
  const { merged, undone } = await tx.one<{ merged: number; undone: number }>(sql`select count(*) as merged, count(*) filter (where undone_at is not null) as undone from customers.merge`);
  return { bands, all: { same, decided, interval: wilson(same, decided) }, merged, undone };
}

/** Which source said each value of the golden record, and when; a value that no source says any longer is not among them. */
export const listLineage = (tx: Tx, customerId: number) => tx.rows<{ field: string; value: string; source: string; sourceKey: string; saidAt: string; importId: number | null; recordId: number; others: number }>(sql`
  select distinct on (f.place) f.field, f.value, s.source, s.source_key, s.last_seen_at as said_at, s.import_id, coalesce(m.customer_id, s.customer_id) as record_id,
         count(*) over (partition by f.place) - 1 as others
    from customers.source_record s
    left join customers.merge_move m on m.root_id = s.customer_id and m.table_name = 'customers.source_record' and m.row_key = array[s.source, s.source_key]
   cross join lateral (values
     (1, 'name', s.payload ->> 'name', s.payload ->> 'name'), (2, 'credential', s.payload ->> 'credential', s.payload ->> 'credential'), (3, 'pronoun', s.payload ->> 'pronoun', s.payload ->> 'pronoun'),
     (4, 'status', s.payload ->> 'status', s.payload ->> 'status'), (5, 'specialty', coalesce(s.payload ->> 'specialty_name', s.payload ->> 'specialty'), s.payload ->> 'specialty'),
     (6, 'place', concat_ws(', ', s.payload ->> 'city', s.payload ->> 'state', s.payload ->> 'postal_code'), s.payload ->> 'city'), (7, 'timeZone', s.payload ->> 'time_zone', s.payload ->> 'time_zone'),
     (8, 'language', s.payload ->> 'language', s.payload ->> 'language'), (9, 'decile', s.payload ->> 'decile', s.payload ->> 'decile'),
     (10, 'licenceValidUntil', s.payload ->> 'licence_valid_until', s.payload ->> 'licence_valid_until')) as f(place, field, value, lead)
   where s.customer_id = ${customerId}::bigint and f.lead is not null
   order by f.place, coalesce(array_position('{steward,nppes,hospitals,partd}', s.source), 9), s.last_seen_at desc, s.source_key`);
