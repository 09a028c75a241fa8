import { Problem } from '#platform/problem';
import { sql, type LocalDate, type Sql, type Tx } from '#platform/db';
import type { AlignmentState } from '../types.ts';

export type AlignmentRow = {
  readonly alignmentId: number; readonly salesForceId: number; readonly salesForceName: string; readonly name: string; readonly reason: string; readonly state: AlignmentState; readonly effectiveOn: LocalDate;
  readonly undoesId: number | null; readonly undoneById: number | null; readonly createdByName: string | null; readonly createdAt: string; readonly committedByName: string | null; readonly committedAt: string | null; readonly appliedAt: string | null;
  readonly moved: number | null; readonly version: number; readonly rules: number; readonly people: number; readonly exceptions: number;
};

const LINES = (table: Sql): Sql => sql`(select count(*) from ${table} d where d.draft_id = a.alignment_id or d.ends_in = a.alignment_id or d.made_in = a.alignment_id or d.ended_in = a.alignment_id)`;
const ROW = sql`
  select a.alignment_id, a.sales_force_id, f.name as sales_force_name, a.name, a.reason, a.state, a.effective_on, a.undoes_id, a.created_at, a.committed_at, a.applied_at, a.moved, a.version, c.name as created_by_name, k.name as committed_by_name,
         (select u.alignment_id from access.alignment u where u.undoes_id = a.alignment_id and u.state in ('scheduled', 'applied') order by u.alignment_id desc limit 1) as undone_by_id,
         ${LINES(sql`access.territory_rule`)} as rules, ${LINES(sql`access.territory_person`)} as people, ${LINES(sql`access.territory_exception`)} as exceptions
    from access.alignment a join access.sales_force f on f.sales_force_id = a.sales_force_id
    left join access.person c on c.user_id = a.created_by left join access.person k on k.user_id = a.committed_by`;

/** Changes of territories, newest first: drafts, what is scheduled, and what was applied. */
export const listAlignments = (tx: Tx, salesForceId?: number): Promise<AlignmentRow[]> => tx.rows(sql`
  ${ROW} where a.state <> 'discarded' and (${salesForceId ?? null}::integer is null or a.sales_force_id = ${salesForceId ?? null}::integer) order by a.alignment_id desc limit 200`);

export async function getAlignment(tx: Tx, alignmentId: number): Promise<AlignmentRow> {
  const found = await tx.maybe<AlignmentRow>(sql`${ROW} where a.alignment_id = ${alignmentId}::integer`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

export type AlignmentLine = {
  readonly what: 'rule' | 'person'; readonly id: number; readonly change: 'brings' | 'ends'; readonly territoryId: number; readonly territoryName: string;
  readonly userName: string | null; readonly role: string | null;
};

const change = (alignmentId: number): Sql => sql`case when d.draft_id = ${alignmentId}::integer or d.made_in = ${alignmentId}::integer then 'brings' else 'ends' end`;
const ofIt = (alignmentId: number): Sql => sql`${alignmentId}::integer in (d.draft_id, d.ends_in, d.made_in, d.ended_in)`;

/** The rules and people that a change brings and ends; the customers it names one by one have a list of their own. */
export const listLines = (tx: Tx, alignmentId: number): Promise<AlignmentLine[]> => tx.rows(sql`
  select 'rule' as what, d.rule_id as id, ${change(alignmentId)} as change, d.territory_id, t.name as territory_name, null as user_name, null as role
    from access.territory_rule d join access.territory t on t.territory_id = d.territory_id where ${ofIt(alignmentId)}
  union all
  select 'person', d.territory_person_id, ${change(alignmentId)}, d.territory_id, t.name, p.name, d.role
    from access.territory_person d join access.territory t on t.territory_id = d.territory_id join access.person p on p.user_id = d.user_id where ${ofIt(alignmentId)}
  order by territory_name, what desc, change desc, id
  limit 5000`);

/** Which of these numbers and NPIs are customers. */
export const findNumbers = (tx: Tx, { customerIds, npis }: { readonly customerIds: readonly number[]; readonly npis: readonly string[] }) => tx.rows<{ customerId: number; npi: string | null }>(sql`
  select c.customer_id, null as npi from customers.v_customer c where c.customer_id = any(${customerIds}::bigint[]) and c.customer_id < 1000000000000
  union all
  select c.customer_id, i.value from customers.v_identifier i join customers.v_customer c on c.customer_id = i.customer_id where i.system = 'npi' and i.value = any(${npis}::text[])`);

/** Territories of a sales force by code. */
export const findCodes = (tx: Tx, salesForceId: number, codes: readonly string[]) => tx.rows<{ code: string; territoryId: number }>(sql`
  select upper(code) as code, territory_id from access.territory where sales_force_id = ${salesForceId}::integer and state = 'active' and upper(code) = any(${codes.map((code) => code.toUpperCase())}::text[])`);
