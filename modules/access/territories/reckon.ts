import { sql, type LocalDate, type Sql, type Tx } from '#platform/db';
import { byHash, EVERYBODY, holds, matches, places } from './placing-sql.ts';
import type { View } from './types.ts';

// What a change of territories would do, worked out in tables that live until the transaction ends: a preview reads them and leaves nothing, a commit writes what they say.

export type Reckoning = View & {
  readonly salesForceId: number;
  /** The day as which territories were last applied: who works them before is who did then. */
  readonly alignedOn: LocalDate | null;
  /** Every customer, or those alone whom the draft can touch. */
  readonly all: boolean;
};

/** What a draft brings and ends, and what it brought and ended once it is committed. */
const BROUGHT = (alignmentId: number): Sql => sql`(d.draft_id = ${alignmentId}::integer or d.made_in = ${alignmentId}::integer)`;
const ENDED = (alignmentId: number): Sql => sql`(d.ends_in = ${alignmentId}::integer or d.ended_in = ${alignmentId}::integer)`;

/** Whom a draft can move: who lies in a territory that it changes, whom a new rule names, and whom it names one by one. */
const touchedBy = ({ alignmentId, on }: View): Sql => sql`
  select tc.customer_id from access.territory_customer tc where tc.territory_id in (
    select d.territory_id from access.territory_rule d where ${BROUGHT(alignmentId)} or ${ENDED(alignmentId)}
    union select d.territory_id from access.territory_person d where ${BROUGHT(alignmentId)} or ${ENDED(alignmentId)})
  union select d.customer_id from access.territory_exception d where ${BROUGHT(alignmentId)} or ${ENDED(alignmentId)}
  union select m.customer_id from (${matches({ rules: sql`select d.* from access.territory_rule d where ${BROUGHT(alignmentId)}`, people: EVERYBODY, once: false, on })}) m`;

async function place(tx: Tx, { all, salesForceId, alignmentId, on }: Reckoning): Promise<void> {
  const view = { alignmentId, on };
  await tx.run(sql`create temp table alignment_touched on commit drop as select t.customer_id from (${touchedBy(view)}) t where not ${all}::boolean`);
  await tx.run(sql`analyze alignment_touched`);
  const people = sql`${EVERYBODY} and (${all}::boolean or c.customer_id in (select t.customer_id from alignment_touched t))`;
  await tx.run(sql`create temp table alignment_placed on commit drop as ${places(view, { salesForceIds: [salesForceId], people })}`);
  await tx.run(sql`analyze alignment_placed`);
}

/** Who works a territory before and after, as far as it opens customers. */
async function gatherPeople(tx: Tx, { salesForceId, alignmentId, on, alignedOn }: Reckoning): Promise<void> {
  const people = (view: View, after: boolean) => sql`
    select d.territory_id, d.user_id, d.role, ${after}::boolean as is_after from access.territory_person d join access.territory t on t.territory_id = d.territory_id
     where t.sales_force_id = ${salesForceId}::integer and d.role <> 'manager' and ${holds(view)}`;
  await tx.run(sql`create temp table alignment_person on commit drop as ${people({ alignmentId: 0, on: alignedOn ?? on }, false)} union ${people({ alignmentId, on }, true)}`);
  await tx.run(sql`create index on alignment_person (territory_id, is_after)`);
  await tx.run(sql`analyze alignment_person`);
}

/** Each customer whose territory, or who works it, is another. */
async function gatherMoves(tx: Tx, reckoning: Reckoning): Promise<void> {
  await tx.run(sql`
    create temp table alignment_move on commit drop as
    with other as (
      select b.territory_id, b.user_id, b.role from alignment_person b where not b.is_after except select a.territory_id, a.user_id, a.role from alignment_person a where a.is_after),
    new as (
      select a.territory_id, a.user_id, a.role from alignment_person a where a.is_after except select b.territory_id, b.user_id, b.role from alignment_person b where not b.is_after),
    manned as (select o.territory_id from other o union select n.territory_id from new n),
    holder as (select h.territory_id, h.is_after, min(h.user_id) as user_id from alignment_person h where h.role = 'holder' group by h.territory_id, h.is_after),
    before as (
      select tc.customer_id, tc.territory_id from access.territory_customer tc
       where tc.sales_force_id = ${reckoning.salesForceId}::integer and (${reckoning.all}::boolean or tc.customer_id in (select t.customer_id from alignment_touched t)))
    select coalesce(b.customer_id, p.customer_id) as customer_id, b.territory_id as from_territory_id, p.territory_id as to_territory_id, f.user_id as from_user_id, g.user_id as to_user_id, v.territory_id is not null as had, w.territory_id is not null as has
      from before b full join alignment_placed p on p.customer_id = b.customer_id
      left join holder f on f.territory_id = b.territory_id and not f.is_after
      left join holder g on g.territory_id = p.territory_id and g.is_after
      left join (select distinct x.territory_id from alignment_person x where not x.is_after) v on v.territory_id = b.territory_id
      left join (select distinct x.territory_id from alignment_person x where x.is_after) w on w.territory_id = p.territory_id
     where b.territory_id is distinct from p.territory_id or b.territory_id in (select m.territory_id from manned m)`);
  await tx.run(sql`create index on alignment_move (customer_id)`);
  await tx.run(sql`analyze alignment_move`);
}

/** Makes alignment_placed (where customers lie then), alignment_person (who works what, before and after) and alignment_move. */
export const reckon = (tx: Tx, reckoning: Reckoning): Promise<void> => byHash(tx, async () => {
  await place(tx, reckoning);
  await gatherPeople(tx, reckoning);
  await gatherMoves(tx, reckoning);
});
