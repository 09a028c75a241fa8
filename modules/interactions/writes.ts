import { sql, type Sql, type Tx } from '#platform/db';
import { HALF_LIFE_DAYS } from './rules/response-weight.ts';
import { CHANNELS, QUESTION_KINDS, type NewInteraction, type NewWish } from './types.ts';

export async function nextIds(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select nextval('interactions.interaction_number') as id from generate_series(1, ${count}::integer)`);
  return rows.map((row) => row.id);
}

export async function insertHeaders(tx: Tx, ids: readonly number[], list: readonly NewInteraction[]): Promise<void> {
  const rows = list.map((one, index) => ({
    customer_id: one.customerId, interaction_id: ids[index], occurred_at: one.occurredAt ?? tx.now, function: one.function, channel: one.channel,
    direction: one.direction, kind: one.kind, state: one.state ?? 'done', product_id: one.productId ?? null, person_id: one.personId ?? null,
    organisation_id: one.organisationId ?? null, minutes: one.minutes ?? null, headline: one.headline, action_id: one.actionId ?? null,
    caused_by: one.causedBy ?? null, source: one.source,
  }));
  await tx.run(sql`
    insert into interactions.interaction (customer_id, occurred_at, interaction_id, function, channel, direction, kind, state, product_id, person_id,
                                          organisation_id, minutes, headline, action_id, caused_by, source, recorded_at)
    select r.customer_id, r.occurred_at, r.interaction_id, r.function, r.channel, r.direction, r.kind, r.state, r.product_id, r.person_id,
           r.organisation_id, r.minutes, r.headline, r.action_id, r.caused_by, r.source, ${tx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as r(customer_id bigint, occurred_at timestamptz, interaction_id bigint, function text, channel text, direction text, kind text, state text,
                product_id integer, person_id integer, organisation_id bigint, minutes smallint, headline text, action_id bigint, caused_by bigint, source text)`);
}

export async function insertContents(tx: Tx, ids: readonly number[], list: readonly NewInteraction[]): Promise<void> {
  const rows = list.flatMap((one, index) => (one.content ? [{
    customer_id: one.customerId, interaction_id: ids[index], function: one.function, class: QUESTION_KINDS.includes(one.kind) ? 'question' : 'open',
    body: one.content.body ?? '', quote: one.content.quote ?? '', data: one.content.data ?? {},
  }] : []));
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into interactions.content (customer_id, interaction_id, function, class, body, quote, data)
    select r.customer_id, r.interaction_id, r.function, r.class, r.body, r.quote, r.data
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as r(customer_id bigint, interaction_id bigint, function text, class text, body text, quote text, data jsonb)`);
}

export async function insertWishes(tx: Tx, ids: readonly number[], wishes: readonly NewWish[]): Promise<void> {
  const rows = wishes.map((wish, index) => ({
    customer_id: wish.customerId, wish_id: ids[index], kind: wish.kind, channel: wish.channel ?? null, product_id: wish.productId ?? null,
    detail: wish.detail ?? '', interaction_id: wish.interactionId ?? null, said_at: wish.saidAt ?? tx.now, valid_to: wish.validTo ?? null,
  }));
  await tx.run(sql`
    insert into interactions.wish (customer_id, wish_id, kind, channel, product_id, detail, interaction_id, said_at, valid_to)
    select r.customer_id, r.wish_id, r.kind, r.channel, r.product_id, r.detail, r.interaction_id, r.said_at, r.valid_to
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as r(customer_id bigint, wish_id bigint, kind text, channel text, product_id integer, detail text, interaction_id bigint, said_at timestamptz, valid_to timestamptz)`);
}

const byChannel = (make: (position: Sql) => Sql): Sql => sql`array[${sql.join(CHANNELS.map((_, index) => make(sql.trusted(String(index + 1)))))}]::real[]`;
const decay = (from: Sql, to: Sql): Sql =>
  sql`power(0.5::float8, greatest(0, extract(epoch from ${to} - ${from})) / (86400.0 * ${sql.trusted(String(HALF_LIFE_DAYS))}))`;
const summed = (column: 'touch' | 'response'): Sql =>
  byChannel((position) => sql`coalesce(sum(${sql.id(column)}) filter (where position = ${position}), 0)`);
const grown = (column: 'touches' | 'responses'): Sql =>
  byChannel((position) => sql`a.${sql.id(column)}[${position}] * ${decay(sql`a.as_of`, sql`excluded.as_of`)} + excluded.${sql.id(column)}[${position}]`);

/**
 * Adds evidence to what is there, each part decayed to now: one statement for any number of customers.
 * `evidence` yields customer_id, position (of the channel, from 1), occurred_at, touch, response.
 */
export async function addEvidence(tx: Tx, evidence: Sql): Promise<number> {
  const now = sql`${tx.now}::timestamptz`;
  return tx.run(sql`
    with evidence as (${evidence}),
    decayed as (
      select customer_id, position, touch * ${decay(sql`occurred_at`, now)} as touch, response * ${decay(sql`occurred_at`, now)} as response from evidence),
    added as (
      select customer_id, ${summed('touch')} as touches, ${summed('response')} as responses from decayed group by customer_id)
    insert into interactions.affinity as a (customer_id, touches, responses, as_of)
    select customer_id, touches, responses, ${now} from added order by customer_id -- in one order, so that two writers do not block each other
    on conflict (customer_id) do update
       set touches = ${grown('touches')}, responses = ${grown('responses')}, as_of = greatest(a.as_of, excluded.as_of)`);
}

/** Sets evidence back to nothing, before it is counted anew from the rows. */
export async function forgetEvidence(tx: Tx, customerIds: readonly number[] | 'all'): Promise<number> {
  return tx.run(sql`
    update interactions.affinity set touches = ${byChannel(() => sql`0`)}, responses = ${byChannel(() => sql`0`)}, as_of = ${tx.now}::timestamptz
     where ${customerIds === 'all' ? sql`true` : sql`customer_id = any(${customerIds}::bigint[])`}`);
}
