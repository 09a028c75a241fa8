import { sql, type Tx } from '#platform/db';

/** Whom a number of another CRM means: nobody here, somebody here, or an account of a market that was left out. */
export type SourceParty = { readonly customerId: number | null; readonly country: string; readonly kind: string; readonly name: string; readonly leftOut: boolean };

/** Whom each of these numbers means, in their order. One look-up over an index for each. */
export async function findSourceParties(tx: Tx, source: string, keys: readonly string[]): Promise<SourceParty[]> {
  if (keys.length === 0) return [];
  return tx.rows<SourceParty>(sql`
    select c.customer_id, coalesce(c.country, '') as country, coalesce(c.kind, '') as kind, coalesce(c.name, '') as name, l.market is not null as left_out
      from unnest(${keys}::text[]) with ordinality as g(key, place)
      left join lateral (select i.customer_id from customers.identifier i where i.system = ${source} and i.value = g.key limit 1) i on true
      left join customers.customer c on c.customer_id = i.customer_id
      left join customers.left_out l on l.source = ${source} and l.source_key = g.key
     order by g.place`);
}

/** Who has the last word on an object in a market; null where nobody was named. */
export type MasterOf = (market: string) => string | null;
export async function mastersOf(tx: Tx, object: 'customer' | 'interaction' | 'consent'): Promise<MasterOf> {
  const rows = await tx.rows<{ market: string; master: string }>(sql`select market, master from customers.mastery where object = ${object}`);
  const byMarket = new Map(rows.map(({ market, master }) => [market, master]));
  return (market) => byMarket.get(market) ?? byMarket.get('*') ?? null;
}

/** What becomes of a line that hangs on a customer, before anything else is asked of it. */
export type Hanging =
  | { readonly is: 'on_file'; readonly customerId: number; readonly country: string }
  | { readonly is: 'left_out' }
  | { readonly is: 'refused'; readonly reason: string; readonly remedy: string };

/** Whether the customer of a line is here and of the market that is loaded. */
export function hangsOn(party: SourceParty | undefined, { key, market, parent }: { readonly key: string; readonly market: string | null; readonly parent: string }): Hanging {
  if (party?.customerId) return market && party.country !== market ? { is: 'left_out' } : { is: 'on_file', customerId: party.customerId, country: party.country };
  if (party?.leftOut) return { is: 'left_out' };
  if (key === '') return { is: 'refused', reason: 'names no customer', remedy: `Fill ${parent}.` };
  return { is: 'refused', reason: `“${key}” is not on file`, remedy: 'Load the accounts and contacts first, then this file again.' };
}
