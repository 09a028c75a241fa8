import { sql, type LocalDate, type Tx } from '#platform/db';
import { ruleInWords } from '../../rules/territory-rule.ts';
import { listRules } from './territories.ts';

export type WhereLies = {
  readonly salesForceId: number; readonly salesForceName: string; readonly territoryId: number | null; readonly territoryName: string | null; readonly territoryCode: string | null; readonly since: LocalDate | null;
  /** By which rule, in words, or that she was named. */
  readonly how: 'rule' | 'include' | null; readonly because: string | null; readonly tiedWith: string[];
  readonly people: { readonly userId: number; readonly name: string; readonly role: string }[];
  readonly excluded: { readonly territoryName: string | null; readonly reason: string; readonly since: LocalDate }[];
};

/** In which territory of each sales force a customer lies, by which record, and what keeps her out of others. */
export async function whereLies(tx: Tx, customerId: number): Promise<WhereLies[]> {
  const stands = sql`d.draft_id is null and d.valid_from <= ${tx.now}::timestamptz::date and (d.valid_to is null or d.valid_to > ${tx.now}::timestamptz::date)`;
  const rows = await tx.rows<WhereLies & { ruleId: number | null }>(sql`
    select f.sales_force_id, f.name as sales_force_name, tc.territory_id, t.name as territory_name, t.code as territory_code, tc.since_on as since, tc.how, tc.rule_id,
           (select d.reason from access.territory_exception d where d.customer_id = tc.customer_id and d.territory_id = tc.territory_id and d.kind = 'include' and tc.how = 'include' and ${stands} order by d.exception_id desc limit 1) as because,
           array(select o.name from unnest(tc.tied_with) z(territory_id) join access.territory o on o.territory_id = z.territory_id order by o.name) as tied_with,
           coalesce((select jsonb_agg(jsonb_build_object('userId', d.user_id, 'name', p.name, 'role', d.role) order by d.role, p.name) from access.territory_person d join access.person p on p.user_id = d.user_id where d.territory_id = tc.territory_id and ${stands}), '[]') as people,
           coalesce((select jsonb_agg(jsonb_build_object('territoryName', o.name, 'reason', d.reason, 'since', d.valid_from) order by d.exception_id)
                       from access.territory_exception d left join access.territory o on o.territory_id = d.territory_id where d.customer_id = ${customerId}::bigint and d.sales_force_id = f.sales_force_id and d.kind = 'exclude' and ${stands}), '[]') as excluded
      from access.sales_force f
      left join access.territory_customer tc on tc.sales_force_id = f.sales_force_id and tc.customer_id = ${customerId}::bigint
      left join access.territory t on t.territory_id = tc.territory_id
     order by lower(f.name), f.sales_force_id
     limit 50`);
  const rules = new Map((await listRules(tx, rows.flatMap(({ ruleId }) => ruleId ?? []))).map((rule) => [rule.ruleId, ruleInWords(rule)]));
  return rows.map(({ ruleId, ...row }) => ({ ...row, because: ruleId === null ? row.because : rules.get(ruleId) ?? null }));
}
