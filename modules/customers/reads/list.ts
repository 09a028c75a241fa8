import { fromCursor, toPage } from '#platform/http';
import { sql, type Sql, type Tx } from '#platform/db';
import { searchable } from '../rules/names.ts';
import { searchTermsOf, type SearchTerms } from '../rules/numbers.ts';
import type { Customer, ListCustomers } from '../types.ts';
import { CUSTOMER_COLUMNS, foundUnder } from './customer.ts';

type ListedCustomer = Customer & { readonly npi: string | null; readonly organisationId: number | null; readonly organisationName: string | null };
type Page = { rows: ListedCustomer[]; nextCursor: string | null };
/** Where a page begins: 0 for names that begin with what is sought and 1 for all others, the name, the id. */
type Key = readonly [number, string, number] | null;
type Found = { readonly condition: Sql; readonly everyStatus: boolean; /** What names that come first begin with. */ readonly begins?: string };

// The organisation where she spends most of her time, by the present affiliations.
const PRACTICE = (at: string) => sql`
  left join lateral (
    select o.customer_id as organisation_id, o.name as organisation_name
      from customers.affiliation f join customers.customer o on o.customer_id = f.to_customer_id
     where f.customer_id = c.customer_id and f.role in ('practises_at', 'part_of', 'plan_of', 'employed_by')
       and f.valid_from <= ${at}::timestamptz::date and coalesce(f.valid_to > ${at}::timestamptz::date, true)
     order by f.weight desc, f.valid_from desc limit 1) practice on true`;
const NPI = sql`(select i.value from customers.identifier i where i.customer_id = c.customer_id and i.system = 'npi' order by i.state, i.value limit 1) as npi`;

function filtersOf({ kind, state, specialty }: ListCustomers): Sql {
  return sql.join([
    ...(kind?.length === 1 ? [sql`and c.kind = ${kind[0]}`] : kind?.length ? [sql`and c.kind = any(${kind}::text[])`] : []),
    ...(state ? [sql`and c.state = ${state}`] : []),
    ...(specialty ? [sql`and c.specialty = ${specialty}`] : []),
  ], ' ');
}

/** Which ids are on the page: a condition on c.customer_id that an index serves, whatever row-level security adds. */
function found(tx: Tx, input: ListCustomers, key: Key): Found {
  const terms: SearchTerms = searchTermsOf(input.search ?? '', searchable);
  if (terms.kind === 'customer') return { condition: sql`c.customer_id = ${foundUnder(terms.customerId)}`, everyStatus: true };
  if (terms.kind === 'number') return { condition: sql`c.customer_id in (select customer_id from customers.ids_by_number(${terms.digits}, 200))`, everyStatus: true };
  if (terms.kind === 'none') return { condition: sql`true`, everyStatus: false };
  if (terms.kind === 'nobody') return { condition: sql`false`, everyStatus: false };
  // A representative's own customers are few and come by their ids; the search over all would fill its pages with others.
  const { begins } = terms;
  if (tx.actor.role === 'field') return { condition: sql.join(terms.patterns.map((pattern) => sql`(' ' || c.sort_name) like ${pattern}`), ' and '), everyStatus: false, begins };
  return { everyStatus: false, begins, condition: sql`c.customer_id in (
    select customer_id from customers.ids_by_words(${begins}, ${[...terms.patterns, null, null, null].slice(0, 4)}::text[], ${input.kind?.length ? input.kind : null}::text[],
      ${input.state ?? null}, ${input.specialty ?? null}, ${key?.[0] ?? null}::integer, ${key?.[1] ?? null}, ${key?.[2] ?? null}::bigint, ${input.limit + 1}::integer))` };
}

/** A page of customers by name. The text finds beginnings of name words, NPI, CCN and phone numbers, and ids such as C20771. */
export async function listCustomers(tx: Tx, input: ListCustomers): Promise<Page> {
  const key = fromCursor(input.cursor, 3) as Key;
  const { condition, everyStatus, begins } = found(tx, input, key);
  const rank = begins === undefined ? undefined : sql`(not starts_with(c.sort_name, ${begins}))::integer`;
  const order = sql`${rank ? sql`${rank}, ` : sql.empty}c.sort_name, c.customer_id`;
  const rows = await tx.rows<ListedCustomer & { rank: number }>(sql`
    select ${CUSTOMER_COLUMNS}, ${rank ?? sql`0`} as rank, ${NPI}, practice.organisation_id, practice.organisation_name
      from (
        select c.* from customers.customer c
         where ${condition}
           and c.status in ('active', 'inactive' ${everyStatus ? sql`, 'deactivated'` : sql.empty})
           ${filtersOf(input)}
           ${key ? sql`and (${rank ? sql`${rank}, ` : sql.empty}c.sort_name, c.customer_id) > (${rank ? sql`${key[0]}::integer, ` : sql.empty}${key[1]}::text collate "C", ${key[2]}::bigint)` : sql.empty}
         order by ${order}
         limit ${input.limit + 1}::integer) c
    ${PRACTICE(tx.now)}
    order by ${order}`);
  return toPage(rows, input.limit, (row) => [row.rank, row.sortName, row.customerId]);
}

/** The specialties that customers have, most frequent first, for the filter of the list. */
export const listSpecialties = (tx: Tx) => tx.rows<{ code: string; name: string }>(sql`
  select t.code, t.name from customers.taxonomy t
   where exists (select from customers.customer c where c.specialty = t.code and c.status in ('active', 'inactive'))
   order by t.name limit 500`);

/** The specialty of this name, in any letters. */
export const findSpecialty = (tx: Tx, name: string): Promise<{ code: string; name: string } | undefined> => tx.maybe(sql`
  select t.code, t.name from customers.taxonomy t where lower(t.name) = lower(${name.trim()}) order by t.code limit 1`);
