import { fromCursor, toPage } from '#platform/http';
import { sql, type Sql, type Tx } from '#platform/db';
import type { Reckoning } from '../reckon.ts';

// What a change would do, read from the tables that `reckon` made in this transaction.

/** One number for all that would move, whatever the order: a commit compares it with the preview's. */
export const readDigest = (tx: Tx) => tx.one<{ digest: string; moved: number }>(sql`
  select count(*) as moved,
         count(*) || ':' || coalesce(sum(hashtextextended(concat_ws('|', m.customer_id, coalesce(m.from_territory_id, 0), coalesce(m.to_territory_id, 0), coalesce(m.from_user_id, 0), coalesce(m.to_user_id, 0)), 0)::numeric), 0) as digest
    from alignment_move m`);

export type PersonChange = { readonly userId: number; readonly name: string; readonly customers: number; readonly gains: number; readonly losses: number };

const gained = sql`select a.user_id, count(distinct m.customer_id) as gains from alignment_move m join alignment_person a on a.territory_id = m.to_territory_id and a.is_after
  where not exists (select from alignment_person b where b.territory_id = m.from_territory_id and b.user_id = a.user_id and not b.is_after) group by a.user_id`;
const lost = sql`select b.user_id, count(distinct m.customer_id) as losses from alignment_move m join alignment_person b on b.territory_id = m.from_territory_id and not b.is_after
  where not exists (select from alignment_person a where a.territory_id = m.to_territory_id and a.user_id = b.user_id and a.is_after) group by b.user_id`;

/** Whoever gains or loses customers, with how many she has of this sales force now. */
export const readPeople = (tx: Tx, { salesForceId }: Pick<Reckoning, 'salesForceId'>): Promise<PersonChange[]> => tx.rows(sql`
  with gained as (${gained}), lost as (${lost}),
  concerned as (select user_id from gained union select user_id from lost),
  lying as (select tc.territory_id, count(*) as customers from access.territory_customer tc where tc.sales_force_id = ${salesForceId}::integer group by tc.territory_id),
  had as (select b.user_id, sum(l.customers) as customers from (select distinct p.user_id, p.territory_id from alignment_person p where not p.is_after) b join lying l on l.territory_id = b.territory_id group by b.user_id)
  select c.user_id, p.name, coalesce(h.customers, 0)::bigint as customers, coalesce(g.gains, 0) as gains, coalesce(l.losses, 0) as losses
    from concerned c join access.person p on p.user_id = c.user_id
    left join gained g on g.user_id = c.user_id left join lost l on l.user_id = c.user_id left join had h on h.user_id = c.user_id
   order by p.name, c.user_id`);

/** Somebody saw her before, or sees her then. */
const [HAD_BEFORE, HAS_AFTER] = [sql`m.had`, sql`m.has`];

export type ChangeCounts = { readonly changed: number; readonly hands: number; readonly left: number; readonly fresh: number; readonly contested: number };

/** How many customers change territory or hands, stay without anybody, come to somebody for the first time, and for how many rules contend. */
export const readCounts = (tx: Tx): Promise<ChangeCounts> => tx.one(sql`
  select count(*) filter (where m.from_territory_id is distinct from m.to_territory_id) as changed, count(*) filter (where m.from_user_id is distinct from m.to_user_id) as hands,
         count(*) filter (where ${HAD_BEFORE} and not ${HAS_AFTER}) as left, count(*) filter (where ${HAS_AFTER} and not ${HAD_BEFORE}) as fresh,
         (select count(*) from alignment_placed p where p.tied_with <> '{}') as contested
    from alignment_move m`);

/** Who hands whom to whom, for those who know what hangs on them. */
export const readHands = async (tx: Tx): Promise<{ customerIds: number[]; fromIds: number[]; toIds: (number | null)[] }> => {
  const rows = await tx.rows<{ customerId: number; fromUserId: number; toUserId: number | null }>(sql`
    select m.customer_id, m.from_user_id, m.to_user_id from alignment_move m where m.from_user_id is not null and m.from_user_id is distinct from m.to_user_id`);
  return { customerIds: rows.map((row) => row.customerId), fromIds: rows.map((row) => row.fromUserId), toIds: rows.map((row) => row.toUserId) };
};

export const MOVE_FILTERS = ['all', 'left', 'contested', 'gains', 'losses'] as const;
export type MoveFilter = (typeof MOVE_FILTERS)[number];
export type MoveRow = {
  readonly customerId: number; readonly name: string; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null;
  readonly fromTerritory: string | null; readonly toTerritory: string | null; readonly fromName: string | null; readonly toName: string | null; readonly how: 'rule' | 'include' | null; readonly tiedWith: string[];
};
type Asked = { readonly show: MoveFilter; readonly userId?: number | undefined; readonly limit: number; readonly cursor?: string | undefined };

const NAMED = sql`c.name, c.specialty_name, c.city, c.state, f.name as from_territory, t.name as to_territory, b.name as from_name, a.name as to_name`;
const NAMES = sql`
  join customers.v_customer c on c.customer_id = m.customer_id
  left join access.territory f on f.territory_id = m.from_territory_id left join access.territory t on t.territory_id = m.to_territory_id
  left join access.person b on b.user_id = m.from_user_id left join access.person a on a.user_id = m.to_user_id`;

function filterOf({ show, userId }: Asked): Sql {
  const user = sql`${userId ?? null}::integer`;
  const gains = sql`exists (select from alignment_person a where a.territory_id = m.to_territory_id and a.is_after and a.user_id = ${user}) and not exists (select from alignment_person b where b.territory_id = m.from_territory_id and not b.is_after and b.user_id = ${user})`;
  const losses = sql`exists (select from alignment_person b where b.territory_id = m.from_territory_id and not b.is_after and b.user_id = ${user}) and not exists (select from alignment_person a where a.territory_id = m.to_territory_id and a.is_after and a.user_id = ${user})`;
  return { all: sql`true`, left: sql`${HAD_BEFORE} and not ${HAS_AFTER}`, contested: sql`p.tied_with <> '{}'`, gains, losses }[show];
}

/** A page of those whom a draft would move. Contested customers stand here even where they stay. */
export async function listReckonedMoves(tx: Tx, asked: Asked): Promise<{ rows: MoveRow[]; nextCursor: string | null }> {
  const after = fromCursor(asked.cursor, 1)?.[0] ?? null;
  const source = asked.show === 'contested'
    ? sql`(select x.customer_id, tc.territory_id as from_territory_id, x.territory_id as to_territory_id, null::integer as from_user_id, null::integer as to_user_id, true as had, true as has from alignment_placed x left join access.territory_customer tc on tc.customer_id = x.customer_id and tc.sales_force_id = x.sales_force_id where x.tied_with <> '{}')`
    : sql`alignment_move`;
  const rows = await tx.rows<MoveRow>(sql`
    select m.customer_id, ${NAMED}, p.how, array(select y.name from unnest(p.tied_with) z(territory_id) join access.territory y on y.territory_id = z.territory_id order by y.name) as tied_with
      from (select m.*, p.how, p.tied_with from ${source} m left join alignment_placed p on p.customer_id = m.customer_id
             where m.customer_id > coalesce(${after}::bigint, 0) and ${filterOf(asked)} order by m.customer_id limit ${asked.limit + 1}::integer) m
      cross join lateral (select m.how, coalesce(m.tied_with, '{}') as tied_with) p ${NAMES}
     order by m.customer_id`);
  return toPage(rows, asked.limit, (row) => [row.customerId]);
}

/** A page of those whom a change moved, as it was written down then. */
export async function listRecordedMoves(tx: Tx, { alignmentId, userId, show, limit, cursor }: Asked & { readonly alignmentId: number }): Promise<{ rows: MoveRow[]; nextCursor: string | null }> {
  const after = fromCursor(cursor, 1)?.[0] ?? null;
  const user = sql`${userId ?? null}::integer`;
  const filter = { all: sql`true`, contested: sql`false`, left: sql`m.to_user_id is null`, gains: sql`m.to_user_id = ${user}`, losses: sql`m.from_user_id = ${user}` }[show];
  const rows = await tx.rows<MoveRow>(sql`
    select m.customer_id, ${NAMED}, null as how, '{}'::text[] as tied_with
      from (select m.* from access.territory_move m where m.alignment_id = ${alignmentId}::integer and m.customer_id > coalesce(${after}::bigint, 0) and ${filter} order by m.customer_id limit ${limit + 1}::integer) m ${NAMES}
     order by m.customer_id`);
  return toPage(rows, limit, (row) => [row.customerId]);
}

/** What a change did, as it was written down. */
export const readRecorded = async (tx: Tx, alignmentId: number): Promise<{ counts: ChangeCounts; people: PersonChange[] }> => ({
  counts: await tx.one<ChangeCounts>(sql`
    select count(*) filter (where m.from_territory_id is distinct from m.to_territory_id) as changed, count(*) filter (where m.from_user_id is distinct from m.to_user_id) as hands,
           count(*) filter (where m.from_user_id is not null and m.to_user_id is null) as left, count(*) filter (where m.from_user_id is null and m.to_user_id is not null) as fresh, 0::bigint as contested
      from access.territory_move m where m.alignment_id = ${alignmentId}::integer`),
  people: await tx.rows<PersonChange>(sql`
    select p.user_id, p.name, 0::bigint as customers, count(*) filter (where s.gain) as gains, count(*) filter (where not s.gain) as losses
      from (select m.to_user_id as user_id, true as gain from access.territory_move m where m.alignment_id = ${alignmentId}::integer and m.to_user_id is distinct from m.from_user_id
            union all select m.from_user_id, false from access.territory_move m where m.alignment_id = ${alignmentId}::integer and m.to_user_id is distinct from m.from_user_id) s
      join access.person p on p.user_id = s.user_id group by p.user_id, p.name order by p.name, p.user_id`),
});
