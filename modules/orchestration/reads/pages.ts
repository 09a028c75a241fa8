import { fromCursor, toPage } from '#platform/http';
import { sql, type Sql, type Tx } from '#platform/db';
import type { LedgerRow } from '../rules/explain.ts';
import type { CascadeState } from '../types.ts';

export type CascadeRow = {
  readonly cascadeId: number; readonly name: string; readonly state: CascadeState; readonly playName: string; readonly playVersion: number; readonly accountName: string | null; readonly customerId: number;
  readonly productId: number | null; readonly productName: string | null; readonly eventId: number; readonly eventType: string | null; readonly eventData: Record<string, unknown> | null; readonly eventAt: string | null; readonly eventBy: string | null;
  readonly audience: number; readonly decided: number; readonly segmentId: number | null; readonly startedAt: string; readonly decidedAt: string | null;
  readonly approvedAt: string | null; readonly approvedBy: string | null; readonly journeyReason: string; readonly journeyVersionId: number | null;
};

const HEAD = sql`
  select c.cascade_id, c.name, c.state, p.name as play_name, p.version as play_version, a.name as account_name, c.customer_id, c.product_id, pd.name as product_name, c.event_id, e.type as event_type, e.data as event_data,
         e.occurred_at as event_at, w.name as event_by, c.audience, c.decided, c.segment_id, c.started_at, c.decided_at, c.approved_at, b.name as approved_by, c.journey_reason, c.journey_version_id
    from orchestration.cascade c
    join orchestration.play p using (play_id)
    left join customers.v_customer a on a.customer_id = c.customer_id
    left join products.v_product pd on pd.product_id = c.product_id
    left join events.event e on e.customer_id = c.customer_id and e.event_id = c.event_id
    left join access.v_person w on w.user_id = e.actor_id
    left join access.v_person b on b.user_id = c.approved_by`;

export async function listCascades(tx: Tx, page: { limit: number; cursor?: string | undefined; eventId?: number | undefined; state?: string | undefined }) {
  const key = fromCursor(page.cursor, 1);
  const rows = await tx.rows<CascadeRow>(sql.prepared`${HEAD}
   where (${page.eventId ?? null}::bigint is null or c.event_id = ${page.eventId ?? null}::bigint)
     and (${page.state ?? null}::text is null or c.state = ${page.state ?? null})
     and (${key?.[0] ?? null}::bigint is null or c.cascade_id < ${key?.[0] ?? null}::bigint)
   order by c.cascade_id desc limit ${page.limit + 1}::integer`);
  return toPage(rows, page.limit, (row) => [row.cascadeId]);
}

export const findCascadeRow = (tx: Tx, cascadeId: number) => tx.maybe<CascadeRow>(sql.prepared`${HEAD} where c.cascade_id = ${cascadeId}::bigint`);

export type OutcomeCount = { readonly outcome: string; readonly chosen: number | null; readonly refusal: string | null; readonly count: number; readonly owners: number };

/** How the decisions fell, as far as the reader may see them. */
export const countOutcomes = (tx: Tx, cascadeId: number) => tx.rows<OutcomeCount>(sql`
  select outcome, case when outcome = 'chosen' then chosen end as chosen, case when outcome = 'refused' then refusal end as refusal, count(*)::integer as count, count(distinct owner_id)::integer as owners
    from orchestration.decision where cascade_id = ${cascadeId}::bigint group by 1, 2, 3 order by 4 desc`);

export type ActionCount = { readonly candidate: number; readonly state: string; readonly message: string | null; readonly count: number; readonly firstAt: string; readonly lastAt: string };

/** How far what was chosen has come: the action's state and, for mail, the message's; and for when it is planned. */
export const countActions = (tx: Tx, cascadeId: number) => tx.rows<ActionCount>(sql`
  select a.candidate, a.state, m.state as message, count(*)::integer as count, min(a.planned_for) as first_at, max(a.planned_for) as last_at
    from orchestration.action a left join channels.v_message m on m.customer_id = a.customer_id and m.action_id = a.action_id
   where a.cascade_id = ${cascadeId}::bigint and a.step = 'first' group by 1, 2, 3`);

/** Answers by channel since the cascade began: what its mail and visits brought back. */
export const countAnswers = (tx: Tx, cascadeId: number, since: string) => tx.rows<{ candidate: number; kind: string; customers: number }>(sql`
  select a.candidate, i.kind, count(distinct i.customer_id)::integer as customers
    from orchestration.action a
    join interactions.v_interaction i on i.customer_id = a.customer_id and i.action_id = a.action_id and i.direction = 'in' and i.occurred_at >= ${since}::timestamptz
   where a.cascade_id = ${cascadeId}::bigint group by 1, 2`);

/** How many are under way in the journey that a cascade started. */
export const countUnderWay = async (tx: Tx, cascadeId: number): Promise<number> => (await tx.one<{ count: number }>(sql`
  select count(*)::integer as count from orchestration.enrolment where cascade_id = ${cascadeId}::bigint and state in ('active', 'waiting')`)).count;

export type DecisionRow = LedgerRow & {
  readonly customerId: number; readonly decisionId: number; readonly customerName: string; readonly specialty: string | null; readonly practiceName: string | null; readonly practiceId: number | null;
  readonly channel: string | null; readonly refusal: string | null; readonly refusalRecord: string | null; readonly ownerName: string | null; readonly decidedAt: string; readonly propensity: number; readonly actionState: string | null;
};

/** Decisions with what a reader wants to know about each; who may read a decision may read its customer, so that none is lost by the join. */
const told = (decisions: Sql) => sql`
  select d.customer_id, d.decision_id, c.name as customer_name, c.specialty_name as specialty, pr.name as practice_name, pr.customer_id as practice_id, d.outcome, d.chosen, d.channel, d.refusal, d.refusal_record,
         d.scores, d.refusals, d.features, d.propensity, o.name as owner_name, d.decided_at, a.state as action_state
    from (${decisions}) d
    join customers.v_customer c on c.customer_id = d.customer_id
    left join access.v_person o on o.user_id = d.owner_id
    left join orchestration.action a on a.customer_id = d.customer_id and a.cascade_id = d.cascade_id and a.step = 'first'
    left join lateral (select p.customer_id, p.name from customers.v_affiliation f join customers.v_customer p on p.customer_id = f.to_customer_id
                        where f.customer_id = d.customer_id and f.role = 'practises_at' and f.valid_to is null order by f.weight desc limit 1) pr on true
   order by d.decision_id`;

export type DecisionFilter = { readonly outcome?: string | undefined; readonly candidate?: number | undefined; readonly refusal?: string | undefined; readonly limit: number; readonly cursor?: string | undefined };

export async function listDecisions(tx: Tx, cascadeId: number, filter: DecisionFilter) {
  const key = fromCursor(filter.cursor, 1);
  const rows = await tx.rows<DecisionRow>(told(sql`
    select d.* from orchestration.decision d
     where d.cascade_id = ${cascadeId}::bigint
       and (${filter.outcome ?? null}::text is null or d.outcome = ${filter.outcome ?? null})
       and (${filter.candidate ?? null}::smallint is null or (d.chosen = ${filter.candidate ?? null}::smallint and d.outcome = 'chosen'))
       and (${filter.refusal ?? null}::text is null or d.refusal = ${filter.refusal ?? null})
       and (${key?.[0] ?? null}::bigint is null or d.decision_id > ${key?.[0] ?? null}::bigint)
     order by d.decision_id limit ${filter.limit + 1}::integer`));
  return toPage(rows, filter.limit, (row) => [row.decisionId]);
}

export const findDecision = (tx: Tx, cascadeId: number, customerId: number) => tx.maybe<DecisionRow>(told(sql`
  select d.* from orchestration.decision d where d.cascade_id = ${cascadeId}::bigint and d.customer_id = ${customerId}::bigint`));

/** The newest open action for a customer that the reader could carry out, with the decision behind it. */
export const findNext = (tx: Tx, customerId: number) => tx.maybe<{ cascadeId: number; actionId: number; channel: string; plannedFor: string; cascadeName: string; taskId: number | null; title: string | null; dueAt: string | null }>(sql`
  select a.cascade_id, a.action_id, a.channel, a.planned_for, c.name as cascade_name, t.task_id, t.title, t.due_at
    from orchestration.action a
    join orchestration.cascade c using (cascade_id)
    join work.v_task t on t.customer_id = a.customer_id and t.action_id = a.action_id and t.state in ('requested', 'accepted', 'in_progress')
                            and (t.owner_id is null or t.owner_id <> all((select access.team_ids())::integer[])) -- a manager reads what her team is to do, and leaves it to them
   where a.customer_id = ${customerId}::bigint and a.state = 'queued'
   order by a.planned_for desc limit 1`);

export const listPlays = (tx: Tx) => tx.rows(sql`
  select p.play_id, p.code, p.version, p.state, p.name, p.on_event, p.text, p.created_at, w.name as created_by_name,
         (select count(*)::integer from orchestration.cascade c where c.play_id = p.play_id) as cascades
    from orchestration.play p left join access.v_person w on w.user_id = p.created_by order by p.code, p.version desc`);
