import { fromCursor, toPage } from '#platform/http';
import { Problem } from '#platform/problem';
import { sql, type LocalDate, type Sql, type Tx } from '#platform/db';
import type { Criteria, ExceptionKind, RoleThere } from '../types.ts';

type TerritoryPerson = { readonly territoryPersonId: number; readonly userId: number; readonly name: string; readonly role: RoleThere; readonly validFrom: LocalDate | null; readonly validTo: LocalDate | null; readonly fate: Fate };
/** What a draft does with a definition: brings it, ends it, or neither. `elsewhere`: another draft ends it. */
export const FATES = ['stands', 'new', 'ends', 'elsewhere'] as const;
type Fate = (typeof FATES)[number];

export type TerritoryRow = {
  readonly territoryId: number; readonly salesForceId: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly parentName: string | null; readonly state: 'active' | 'ended'; readonly version: number;
  readonly holderId: number | null; readonly holderName: string | null; readonly others: number; readonly customers: number; readonly rules: number; readonly excluded: number; readonly contested: number;
};

const TODAY = (tx: Tx): Sql => sql`${tx.now}::timestamptz::date`;
const stands = (tx: Tx): Sql => sql`d.draft_id is null and d.valid_from <= ${TODAY(tx)} and (d.valid_to is null or d.valid_to > ${TODAY(tx)})`;

const ROW = (tx: Tx): Sql => sql`
  select t.territory_id, t.sales_force_id, t.code, t.name, t.parent_id, up.name as parent_name, t.state, t.version, h.user_id as holder_id, h.name as holder_name,
         (select count(*) from access.territory_person d where d.territory_id = t.territory_id and d.role <> 'holder' and ${stands(tx)}) as others,
         k.customers, k.contested, (select count(*) from access.territory_rule d where d.territory_id = t.territory_id and ${stands(tx)}) as rules,
         (select count(*) from access.territory_exception d where d.territory_id = t.territory_id and d.kind = 'exclude' and ${stands(tx)}) as excluded
    from access.territory t
    left join access.territory up on up.territory_id = t.parent_id
    left join lateral (
      select d.user_id, p.name from access.territory_person d join access.person p on p.user_id = d.user_id where d.territory_id = t.territory_id and d.role = 'holder' and ${stands(tx)} order by d.territory_person_id limit 1) h on true
    cross join lateral (select count(*) as customers, count(*) filter (where tc.tied_with <> '{}') as contested from access.territory_customer tc where tc.territory_id = t.territory_id) k`;

type Asked = { readonly salesForceId?: number | undefined; readonly q?: string | undefined; readonly limit: number; readonly cursor?: string | undefined };
const literal = (text: string): string => text.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** A page of territories by code, with who holds each and how many lie in it. */
export async function listTerritories(tx: Tx, { salesForceId, q, limit, cursor }: Asked): Promise<{ rows: TerritoryRow[]; nextCursor: string | null }> {
  const after = fromCursor(cursor, 2);
  const rows = await tx.rows<TerritoryRow>(sql`
    ${ROW(tx)}
   where t.state = 'active' and (${salesForceId ?? null}::integer is null or t.sales_force_id = ${salesForceId ?? null}::integer)
     and (t.code ilike ${`%${literal(q ?? '')}%`} or t.name ilike ${`%${literal(q ?? '')}%`} or h.name ilike ${`%${literal(q ?? '')}%`})
     and (${after?.[0] ?? null}::text is null or (t.code, t.territory_id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::integer))
   order by t.code, t.territory_id
   limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.code, row.territoryId]);
}

export type RuleRow = Criteria & {
  readonly ruleId: number; readonly validFrom: LocalDate | null; readonly validTo: LocalDate | null; readonly fate: Fate;
  readonly organisations: { readonly customerId: number; readonly name: string }[]; readonly specialtyNames: { readonly code: string; readonly name: string }[]; readonly customers: number;
};

const fateOf = (alignmentId: number): Sql => sql`
  case when d.draft_id is not null then 'new' when d.ends_in = ${alignmentId}::integer and ${alignmentId}::integer <> 0 then 'ends' when d.ends_in is not null then 'elsewhere' else 'stands' end`;
/** What stands now or begins later, and what the draft brings. */
const shown = (tx: Tx, alignmentId: number): Sql => sql`((d.draft_id is null and (d.valid_to is null or d.valid_to > ${TODAY(tx)})) or d.draft_id = ${alignmentId}::integer)`;

const RULE = sql`d.rule_id, d.priority, d.countries, d.states, d.postal, d.cities, d.specialties, d.kinds, d.under_ids, d.decile_from, d.decile_to, d.valid_from, d.valid_to,
  coalesce((select jsonb_agg(jsonb_build_object('customerId', c.customer_id, 'name', c.name) order by c.sort_name) from customers.v_customer c where c.customer_id = any(d.under_ids)), '[]') as organisations,
  coalesce((select jsonb_agg(jsonb_build_object('code', x.code, 'name', coalesce(n.name, x.code)) order by x.code) from unnest(d.specialties) x(code) left join customers.v_taxonomy n on n.code = x.code), '[]') as specialty_names`;

/** Rules by number, whatever became of them: for saying why a customer lies where she does. */
export const listRules = (tx: Tx, ruleIds: readonly number[]) => tx.rows<Omit<RuleRow, 'fate' | 'customers'>>(sql`select ${RULE} from access.territory_rule d where d.rule_id = any(${ruleIds}::integer[])`);

const PERSON = sql`d.territory_person_id, d.user_id, p.name, d.role, d.valid_from, d.valid_to`;

export type TerritoryDetail = TerritoryRow & { readonly salesForceName: string; readonly ruleRows: readonly RuleRow[]; readonly personRows: readonly TerritoryPerson[]; readonly children: readonly { readonly territoryId: number; readonly name: string }[] };

/** One territory with its rules and people, as it stands or as a draft would have it; or request.not_found. */
export async function getTerritory(tx: Tx, territoryId: number, alignmentId = 0): Promise<TerritoryDetail> {
  const found = await tx.maybe<TerritoryRow & { salesForceName: string }>(sql`select r.*, f.name as sales_force_name from (${ROW(tx)} where t.territory_id = ${territoryId}::integer) r join access.sales_force f on f.sales_force_id = r.sales_force_id`);
  if (!found) throw new Problem('request.not_found');
  return {
    ...found,
    ruleRows: await tx.rows<RuleRow>(sql`
      select ${RULE}, ${fateOf(alignmentId)} as fate, (select count(*) from access.territory_customer tc where tc.territory_id = d.territory_id and tc.rule_id = d.rule_id) as customers
        from access.territory_rule d where d.territory_id = ${territoryId}::integer and ${shown(tx, alignmentId)} order by d.priority desc, d.rule_id limit 500`),
    personRows: await tx.rows<TerritoryPerson>(sql`
      select ${PERSON}, ${fateOf(alignmentId)} as fate from access.territory_person d join access.person p on p.user_id = d.user_id
       where d.territory_id = ${territoryId}::integer and ${shown(tx, alignmentId)} order by d.role, p.name, d.territory_person_id limit 200`),
    children: await tx.rows<{ territoryId: number; name: string }>(sql`select territory_id, name from access.territory where parent_id = ${territoryId}::integer and state = 'active' order by code limit 500`),
  };
}

export type ExceptionRow = {
  readonly exceptionId: number; readonly customerId: number; readonly name: string; readonly specialtyName: string | null; readonly city: string | null; readonly kind: ExceptionKind; readonly territoryId: number | null; readonly territoryName: string | null; readonly reason: string;
  readonly validFrom: LocalDate | null; readonly validTo: LocalDate | null; readonly fate: Fate;
};
type AskedExceptions = { readonly salesForceId?: number | undefined; readonly territoryId?: number | undefined; readonly kind?: ExceptionKind | undefined; readonly alignmentId: number; readonly limit: number; readonly cursor?: string | undefined };

/** A page of inclusions and exclusions, newest first. */
export async function listExceptions(tx: Tx, { salesForceId, territoryId, kind, alignmentId, limit, cursor }: AskedExceptions): Promise<{ rows: ExceptionRow[]; nextCursor: string | null }> {
  const after = fromCursor(cursor, 1)?.[0] ?? null;
  const rows = await tx.rows<ExceptionRow>(sql`
    select d.exception_id, d.customer_id, c.name, c.specialty_name, c.city, d.kind, d.territory_id, t.name as territory_name, d.reason, d.valid_from, d.valid_to, ${fateOf(alignmentId)} as fate
      from access.territory_exception d join customers.v_customer c on c.customer_id = d.customer_id left join access.territory t on t.territory_id = d.territory_id
     where ${shown(tx, alignmentId)} and (${salesForceId ?? null}::integer is null or d.sales_force_id = ${salesForceId ?? null}::integer) and (${territoryId ?? null}::integer is null or d.territory_id = ${territoryId ?? null}::integer)
       and (${kind ?? null}::text is null or d.kind = ${kind ?? null}) and (${after}::bigint is null or d.exception_id < ${after}::bigint)
     order by d.exception_id desc
     limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.exceptionId]);
}

export const SHOWN_THERE = ['in', 'nobody', 'contested'] as const;
export type CustomerThere = {
  readonly customerId: number; readonly name: string; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly postalCode: string | null;
  readonly territoryId: number | null; readonly territoryName: string | null; readonly how: 'rule' | 'include' | null; readonly ruleId: number | null; readonly reason: string | null; readonly sinceOn: LocalDate | null; readonly tiedWith: string[];
};
type AskedThere = { readonly salesForceId?: number | undefined; readonly territoryId?: number | undefined; readonly show: (typeof SHOWN_THERE)[number]; readonly limit: number; readonly cursor?: string | undefined };

/** A page of customers by number: who lies in a territory and why, who lies in none, or for whom rules contend. */
export async function listCustomersThere(tx: Tx, { salesForceId, territoryId, show, limit, cursor }: AskedThere): Promise<{ rows: CustomerThere[]; nextCursor: string | null }> {
  const [after = null, there = null] = fromCursor(cursor, 2) ?? []; // of two sales forces she may lie in a territory each
  const force = sql`(${salesForceId ?? null}::integer is null or tc.sales_force_id = ${salesForceId ?? null}::integer)`;
  const page = show === 'nobody'
    ? sql`select c.customer_id, null::integer as territory_id, null as how, null::integer as rule_id, null::date as since_on, '{}'::integer[] as tied_with
            from customers.v_customer c
           where c.kind = 'hcp' and c.status = 'active' and c.customer_id < 1000000000000 and c.customer_id > coalesce(${after}::bigint, 0) and not exists (select from access.territory_customer tc where tc.customer_id = c.customer_id and ${force})
           order by c.customer_id limit ${limit + 1}::integer`
    : sql`select tc.customer_id, tc.territory_id, tc.how, tc.rule_id, tc.since_on, tc.tied_with from access.territory_customer tc
           where (tc.customer_id, tc.territory_id) > (coalesce(${after}::bigint, 0), coalesce(${there}::integer, 0)) and ${force} and (${territoryId ?? null}::integer is null or tc.territory_id = ${territoryId ?? null}::integer) and (${show === 'in'}::boolean or tc.tied_with <> '{}')
           order by tc.customer_id, tc.territory_id limit ${limit + 1}::integer`;
  const rows = await tx.rows<CustomerThere>(sql`
    select s.customer_id, c.name, c.specialty_name, c.city, c.state, c.postal_code, s.territory_id, t.name as territory_name, s.how, s.rule_id, s.since_on,
           (select x.reason from access.territory_exception x where x.customer_id = s.customer_id and x.territory_id = s.territory_id and x.kind = 'include' and s.how = 'include' and x.draft_id is null and x.valid_to is null order by x.exception_id desc limit 1) as reason,
           array(select o.name from unnest(s.tied_with) z(territory_id) join access.territory o on o.territory_id = z.territory_id order by o.name) as tied_with
      from (${page}) s join customers.v_customer c on c.customer_id = s.customer_id left join access.territory t on t.territory_id = s.territory_id
     order by s.customer_id, s.territory_id`);
  return toPage(rows, limit, (row) => [row.customerId, row.territoryId ?? 0]);
}
