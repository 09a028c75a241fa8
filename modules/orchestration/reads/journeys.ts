import { sql, type Sql, type Tx } from '#platform/db';
import type { JourneyGraph } from '../rules/journey.ts';

export const findJourney = (tx: Tx, journeyVersionId: number) => tx.maybe<{ name: string; graph: JourneyGraph }>(sql`
  select name, graph from orchestration.journey where journey_version_id = ${journeyVersionId}::integer`);

export type DueStep = { readonly journeyVersionId: number; readonly step: string; readonly graph: JourneyGraph; readonly name: string; readonly productId: number | null };

/** Nobody moves, of enrolments `e`, while her cascade is held. */
export const NOT_STOPPED = sql`not exists (select from orchestration.cascade h where h.cascade_id = e.cascade_id and h.state in ('held', 'undone'))`;

/** The steps at which somebody can move on now. */
export const listDueSteps = (tx: Tx) => tx.rows<DueStep>(sql`
  select d.journey_version_id, d.step, j.graph, j.name, j.product_id
    from (select distinct e.journey_version_id, e.step from orchestration.enrolment e
           where (e.state = 'active' or (e.state = 'waiting' and e.due_at <= ${tx.now}::timestamptz)) and ${NOT_STOPPED}) d
    join orchestration.journey j using (journey_version_id)
   where j.state = 'live'
   order by d.journey_version_id, d.step`);

/** The first cascade of which somebody is due, with the event that began it; undefined where nobody is. */
export const findDueCascade = (tx: Tx, due: Sql) => tx.maybe<{ cascadeId: number | null; eventData: Record<string, unknown> | null }>(sql`
  select e.cascade_id, v.data as event_data
    from orchestration.enrolment e
    left join orchestration.cascade c on c.cascade_id = e.cascade_id
    left join events.event v on v.customer_id = c.customer_id and v.event_id = c.event_id
   where ${due} order by e.cascade_id limit 1`);

export const listDueCustomers = (tx: Tx, due: Sql, most: number) => tx.rows<{ customerId: number }>(sql`
  select distinct e.customer_id from orchestration.enrolment e where ${due} order by e.customer_id limit ${most}::integer`);

export const listJourneys = (tx: Tx) => tx.rows(sql`
  select j.journey_version_id, j.code, j.version, j.state, j.name, j.product_id, j.graph, j.created_at,
         coalesce((select jsonb_object_agg(e.step, e.n) from (
           select step, count(*) as n from orchestration.enrolment e where e.journey_version_id = j.journey_version_id and e.state in ('active', 'waiting') group by step) e), '{}') as under_way
    from orchestration.journey j order by j.code, j.version desc`);
