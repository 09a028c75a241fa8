import { sql, type Tx } from '#platform/db';
import { deriveGolden } from '../import/golden.ts';
import type { Step } from './move-sql.ts';

/**
 * The golden record of a party: derived from all source records that lie at the winner by now; where no source says anything, what the winner's record
 * had stays, and where it had nothing, the loser's fills the gap. The loser becomes a pointer.
 */
export async function carryGolden(tx: Tx, steps: readonly Step[]): Promise<void> {
  const [losers, winners] = [steps.map((step) => step.loserId), steps.map((step) => step.winnerId)];
  await tx.run(sql`
    update customers.customer c set status = 'merged', merged_into = p.winner_id, updated_at = ${tx.now}::timestamptz, version = c.version + 1
      from unnest(${losers}::bigint[], ${winners}::bigint[]) as p(loser_id, winner_id)
     where c.customer_id = p.loser_id`);
  await tx.run(sql`
    update customers.customer c set merged_into = p.winner_id
      from unnest(${losers}::bigint[], ${winners}::bigint[]) as p(loser_id, winner_id)
      join customers.merge_member m on m.root_id = p.winner_id
     where c.customer_id = m.customer_id and c.merged_into = p.loser_id`);
  await deriveGolden(tx, sql`select distinct w.id as customer_id from unnest(${winners}::bigint[]) as w(id)`);
  await tx.run(sql`
    update customers.customer w
       set credential = coalesce(w.credential, l.credential),
           specialty = coalesce(w.specialty, l.specialty), specialty_name = case when w.specialty is null then coalesce(l.specialty_name, w.specialty_name) else w.specialty_name end,
           city = coalesce(w.city, l.city), state = case when w.city is null then coalesce(l.state, w.state) else w.state end,
           postal_code = case when w.city is null then coalesce(l.postal_code, w.postal_code) else w.postal_code end,
           decile = coalesce(w.decile, l.decile), licence_valid_until = coalesce(w.licence_valid_until, l.licence_valid_until),
           updated_at = ${tx.now}::timestamptz, version = w.version + 1
      from unnest(${losers}::bigint[], ${winners}::bigint[]) as p(loser_id, winner_id)
      join customers.customer l on l.customer_id = p.loser_id
     where w.customer_id = p.winner_id
       and (w.credential is null and l.credential is not null or w.specialty is null and l.specialty is not null or w.city is null and l.city is not null
            or w.decile is null and l.decile is not null or w.licence_valid_until is null and l.licence_valid_until is not null)`);
}

/** Restores each record's own golden record. Only the version goes on counting: a number that came back would hide a change from who read it meanwhile. */
export async function returnGolden(tx: Tx, roots: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ customerId: number }>(sql`
    update customers.customer c
       set kind = n.kind, name = n.name, sort_name = n.sort_name, given_name = n.given_name, family_name = n.family_name, credential = n.credential, pronoun = n.pronoun, status = n.status,
           specialty = n.specialty, specialty_name = n.specialty_name, city = n.city, state = n.state, postal_code = n.postal_code, country = n.country, time_zone = n.time_zone,
           language = n.language, decile = n.decile, licence_valid_until = n.licence_valid_until, merged_into = n.merged_into, source = n.source, created_at = n.created_at,
           updated_at = n.updated_at, version = c.version + 1
      from customers.merge_member m cross join lateral jsonb_populate_record(null::customers.customer, m.native) n
     where m.root_id = any(${roots}::bigint[]) and c.customer_id = m.customer_id
    returning c.customer_id`);
  return rows.map((row) => row.customerId);
}
