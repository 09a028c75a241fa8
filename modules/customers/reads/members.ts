import { fromCursor, toPage } from '#platform/http';
import { sql, type Tx } from '#platform/db';
import type { AffiliationRole, CustomerId, CustomerKind } from '../types.ts';
import { foundThen } from '../history/record-at.ts';
import type { Evidence } from '../rules/confidence.ts';
import { judged } from './as-shown.ts';
import { getCustomer } from './customer.ts';

export type Member = {
  readonly affiliationId: number;
  readonly customerId: CustomerId;
  readonly name: string;
  readonly kind: CustomerKind;
  readonly credential: string | null;
  readonly specialtyName: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly role: AffiliationRole;
  readonly weight: number;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly inForce: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly members: number;
  readonly sortName: string;
  readonly place: number;
};
type ListMembers = { customerId: CustomerId; on?: string; asOf?: string; role?: readonly AffiliationRole[]; limit: number; cursor?: string };
export type KindCount = { readonly kind: CustomerKind; readonly count: number };

const inForce = (on: string) => sql`f.valid_from <= ${on}::date and coalesce(f.valid_to > ${on}::date, true)`;

const EDGE = sql`f.customer_id, f.affiliation_id, f.role, f.weight, f.confidence, f.evidence, f.valid_from, f.valid_to, f.source`;

/** The affiliations to an organisation; as they were known at an instant: what changed since is put back as it was. */
const edgesTo = (customerId: CustomerId, at: string | undefined) => (at === undefined ? sql`select ${EDGE} from customers.affiliation f where f.to_customer_id = ${customerId}::bigint` : sql`
  (with since as materialized (
     select distinct on (h.customer_id, e.key) h.customer_id, e.key, e.value
       from customers.changes_at(${customerId}::bigint, ${at}::timestamptz) g join customers.change h on h.customer_id = g.customer_id and h.change_id = g.change_id
      cross join lateral jsonb_each(h.before) e
      where e.key like 'affiliation:%'
      order by h.customer_id, e.key, h.change_id)
   select ${EDGE} from customers.affiliation f
    where f.to_customer_id = ${customerId}::bigint and not exists (select from since s where s.customer_id = f.customer_id and s.key = 'affiliation:' || f.affiliation_id)
      and exists (select from customers.customer c where c.customer_id = f.customer_id and c.created_at <= ${at}::timestamptz)
   union all
   select s.customer_id, f.affiliation_id, f.role, f.weight, f.confidence, f.evidence, f.valid_from, f.valid_to, f.source
     from since s cross join lateral jsonb_to_record(s.value) as f(affiliation_id bigint, to_customer_id bigint, role text, weight real, confidence real, evidence jsonb, valid_from date, valid_to date, source text)
    where s.value <> 'null' and f.to_customer_id = ${customerId}::bigint)`);

/** The direct members of an organisation on a day, organisations before people, each with how many it has itself; counts of everything below come with the first page. */
export async function listMembers(tx: Tx, { customerId: asked, on, asOf, role, limit, cursor }: ListMembers) {
  const at = asOf === undefined ? undefined : new Date(asOf).toISOString();
  const { customerId } = at === undefined ? await getCustomer(tx, asked) : await foundThen(tx, asked, at);
  const day = on ?? (at ?? tx.now).slice(0, 10);
  const key = fromCursor(cursor, 3);
  const rows = await tx.rows<Omit<Member, 'evidence'> & { evidence: Readonly<Record<string, string>> }>(sql`
    select * from (
      select f.affiliation_id, m.customer_id, m.name, m.kind, m.credential, m.specialty_name, m.city, m.state, f.role, f.weight, f.confidence, f.evidence, f.valid_from, f.valid_to,
             f.source, m.sort_name, array_position('{plan,idn,hco,pharmacy,hcp,contact}', m.kind) as place,
             (select count(*) from customers.affiliation f where f.to_customer_id = m.customer_id and ${inForce(day)}) as members
        from (${edgesTo(customerId, at)}) f join customers.customer m using (customer_id)
       where ${inForce(day)}
         and (${role?.length ? role : null}::text[] is null or f.role = any(${role?.length ? role : null}::text[]))) m
     where ${key ? sql`(m.place, m.sort_name, m.affiliation_id) > (${key[0]}::integer, ${key[1]}::text collate "C", ${key[2]}::bigint)` : sql`true`}
     order by m.place, m.sort_name, m.affiliation_id
     limit ${limit + 1}::integer`);
  const page = toPage(rows, limit, (row) => [row.place, row.sortName, row.affiliationId]);
  const first = !cursor && at === undefined; // what is below and above is told of today
  return {
    ...page, rows: page.rows.map(({ confidence, ...row }): Member => judged({ ...row, stated: confidence }, day)),
    below: first ? await countBelow(tx, customerId, day) : [], above: first ? await listAbove(tx, customerId, day) : [],
  };
}

const DEEPEST = 6; // payer, plan, network, practice, prescriber and one to spare; it also ends circles

/** How many of each kind stand anywhere below, each party once however many ways lead to it. */
const countBelow = (tx: Tx, customerId: CustomerId, day: string) => tx.rows<KindCount>(sql`
  with recursive below (customer_id, depth) as (
    select ${customerId}::bigint, 0
    union
    select f.customer_id, b.depth + 1
      from below b join customers.affiliation f on f.to_customer_id = b.customer_id
     where b.depth < ${DEEPEST}::integer and ${inForce(day)})
  select c.kind, count(*) as count
    from (select distinct customer_id from below where depth > 0) b join customers.customer c using (customer_id)
   group by c.kind
   order by array_position('{plan,idn,hco,pharmacy,hcp,contact}', c.kind)`);

/** The way up: whom it belongs to, nearest first. */
const listAbove = (tx: Tx, customerId: CustomerId, day: string) => tx.rows<{ customerId: CustomerId; name: string; kind: CustomerKind; role: AffiliationRole; depth: number }>(sql`
  with recursive above (customer_id, role, depth) as (
    select f.to_customer_id, f.role, 1 from customers.affiliation f where f.customer_id = ${customerId}::bigint and ${inForce(day)}
    union
    select f.to_customer_id, f.role, a.depth + 1
      from above a join customers.affiliation f on f.customer_id = a.customer_id
     where a.depth < ${DEEPEST}::integer and ${inForce(day)})
  select distinct on (c.customer_id) c.customer_id, c.name, c.kind, a.role, a.depth
    from above a join customers.customer c using (customer_id)
   order by c.customer_id, a.depth
   limit 100`);
