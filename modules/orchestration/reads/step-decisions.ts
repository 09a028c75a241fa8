import { fromCursor, toPage } from '#platform/http';
import { sql, type Tx } from '#platform/db';
import type { LedgerRow } from '../rules/explain.ts';

type StepKey = { readonly journeyVersionId: number; readonly step: string };
export type StepFilter = StepKey & { readonly outcome?: string | undefined; readonly option?: number | undefined; readonly limit: number; readonly cursor?: string | undefined };

type StepDecisionRow = LedgerRow & {
  readonly customerId: number; readonly decisionId: number; readonly customerName: string; readonly specialty: string | null; readonly cascadeId: number | null;
  readonly channel: string | null; readonly refusal: string | null; readonly refusalRecord: string | null; readonly ownerName: string | null; readonly decidedAt: string; readonly propensity: number; readonly nextStep: string;
};

const DECISION = sql`
  select d.customer_id, d.decision_id, c.name as customer_name, c.specialty_name as specialty, d.cascade_id, d.outcome, d.chosen, d.channel, d.refusal, d.refusal_record,
         d.scores, d.refusals, d.features, d.propensity, o.name as owner_name, d.decided_at, d.next_step
    from orchestration.step_decision d
    join customers.v_customer c on c.customer_id = d.customer_id
    left join access.v_person o on o.user_id = d.owner_id`;

export async function listStepRows(tx: Tx, filter: StepFilter) {
  const key = fromCursor(filter.cursor, 1);
  const rows = await tx.rows<StepDecisionRow>(sql`${DECISION}
   where d.journey_version_id = ${filter.journeyVersionId}::integer and d.step = ${filter.step}
     and (${filter.outcome ?? null}::text is null or d.outcome = ${filter.outcome ?? null})
     and (${filter.option ?? null}::smallint is null or (d.chosen = ${filter.option ?? null}::smallint and d.outcome = 'chosen'))
     and (${key?.[0] ?? null}::bigint is null or d.decision_id > ${key?.[0] ?? null}::bigint)
   order by d.decision_id limit ${filter.limit + 1}::integer`);
  return toPage(rows, filter.limit, (row) => [row.decisionId]);
}

/** The newest decision of a step for one customer. */
export const findStepDecision = (tx: Tx, key: StepKey & { readonly customerId: number }) => tx.maybe<StepDecisionRow>(sql`${DECISION}
   where d.customer_id = ${key.customerId}::bigint and d.journey_version_id = ${key.journeyVersionId}::integer and d.step = ${key.step} order by d.decision_id desc limit 1`);

export const countStepOutcomes = (tx: Tx, key: StepKey) => tx.rows<{ outcome: string; chosen: number | null; refusal: string | null; count: number }>(sql`
  select outcome, case when outcome = 'chosen' then chosen end as chosen, case when outcome = 'refused' then refusal end as refusal, count(*)::integer as count
    from orchestration.step_decision where journey_version_id = ${key.journeyVersionId}::integer and step = ${key.step} group by 1, 2, 3 order by 4 desc`);
