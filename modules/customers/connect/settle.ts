import { sql, type Tx } from '#platform/db';
import type { Staged } from '../import/merge.ts';
import { namesNoOther } from '../import/merge.ts';
import type { Facts } from '../import/types.ts';
import type { Reject } from '../import/writes.ts';
import { findSourceParties, hangsOn, type SourceParty } from './parties.ts';

type Settling = { readonly source: string; readonly market: string | null; /** The column that names the customer, where the lines hang on one. */ readonly parent: string | undefined };
export type Settled = { readonly rows: readonly Staged[]; readonly rejects: readonly Reject[]; readonly leftOut: number; /** Accounts that were left out, each with its market. */ readonly others: readonly { key: string; market: string }[] };

const factsOf = ({ body }: Staged): Facts => JSON.parse(body.toString()) as Facts;
const withFacts = (row: Staged, facts: Facts): Staged => ({ ...row, body: Buffer.from(JSON.stringify(facts)) });
const refuse = ({ line, raw = '' }: Staged, field: string, told: { reason: string; remedy: string }): Reject => ({ line, field, reason: told.reason, remedy: told.remedy, raw });

const isPerson = (kind: string) => kind === 'hcp' || kind === 'contact';

/** Accounts: of the market, and found by their own number before any other. */
function settleAccounts(rows: readonly Staged[], known: readonly SourceParty[], { source, market }: Settling): Settled {
  const [kept, others]: [Staged[], { key: string; market: string }[]] = [[], []];
  rows.forEach((row, place) => {
    const facts = factsOf(row);
    if (market && (facts.country ?? known[place]?.country ?? '') !== '' && (facts.country ?? known[place]?.country) !== market) {
      others.push({ key: row.key, market: facts.country ?? known[place]?.country ?? '' });
      return;
    }
    const placed = market && !facts.country ? withFacts(row, { ...facts, country: market }) : row; // an account without a country is of the market that is loaded
    kept.push(known[place]?.customerId ? { ...placed, idSystem: source, idValue: row.key, alone: namesNoOther(facts, source, row.key) } : placed);
  });
  return { rows: kept, rejects: [], leftOut: others.length, others };
}

/** A relation: both ends on file, the upper one an organisation; people practise at it, organisations are part of it. */
function relate(row: Staged, party: SourceParty, uppers: ReadonlyMap<string, SourceParty>): { row: Staged } | { fault: { reason: string; remedy: string } } | 'left_out' {
  const facts = factsOf(row);
  const [edge] = facts.affiliations ?? [];
  if (!edge) return { row };
  const upper = uppers.get(edge.value);
  if (upper?.leftOut && !upper.customerId) return 'left_out';
  if (!upper?.customerId) return { fault: { reason: `the organisation “${edge.value}” is not on file`, remedy: 'Load the accounts first, then this file again.' } };
  if (isPerson(upper.kind)) return { fault: { reason: 'names two people', remedy: 'An affiliation leads to an organisation; ties between people stay in the other system.' } };
  return { row: withFacts(row, { ...facts, affiliations: [{ ...edge, role: isPerson(party.kind) ? (party.kind === 'contact' ? 'contact_of' : 'practises_at') : 'part_of' }] }) };
}

async function settleChildren(tx: Tx, rows: readonly Staged[], { source, market, parent = '', known }: Settling & { readonly known: readonly SourceParty[] }): Promise<Settled> {
  const uppers = [...new Set(rows.flatMap((row) => factsOf(row).affiliations?.map(({ value }) => value) ?? []))];
  const upper = await findSourceParties(tx, source, uppers);
  const byKey = new Map(uppers.map((key, place) => [key, upper[place] as SourceParty]));
  const [kept, rejects]: [Staged[], Reject[]] = [[], []];
  let leftOut = 0;
  rows.forEach((row, place) => {
    const hangs = hangsOn(known[place], { key: row.idValue, market, parent });
    if (hangs.is === 'refused') { rejects.push(refuse(row, parent, hangs)); return; }
    const related = hangs.is === 'left_out' ? hangs.is : relate(row, known[place] as SourceParty, byKey);
    if (related === 'left_out') leftOut += 1;
    else if ('fault' in related) rejects.push(refuse(row, 'organisation', related.fault));
    else kept.push(related.row);
  });
  return { rows: kept, rejects, leftOut, others: [] };
}

/** What of a batch is of the market and hangs on somebody who is on file; the rest is left out, or refused with a sentence. */
export async function settleRows(tx: Tx, rows: readonly Staged[], settling: Settling): Promise<Settled> {
  const known = await findSourceParties(tx, settling.source, rows.map((row) => (settling.parent ? row.idValue : row.key)));
  return settling.parent ? settleChildren(tx, rows, { ...settling, known }) : settleAccounts(rows, known, settling);
}

/** Remembers which accounts were left out, and forgets those that are taken in now. */
export async function keepLeftOut(tx: Tx, source: string, { rows, others }: Settled): Promise<void> {
  if (others.length) {
    await tx.run(sql`
      insert into customers.left_out (source, source_key, market)
      select ${source}, n.key, n.market from unnest(${others.map(({ key }) => key)}::text[], ${others.map(({ market }) => market)}::text[]) as n(key, market)
      on conflict (source, source_key) do update set market = excluded.market where left_out.market <> excluded.market`);
  }
  await tx.run(sql`delete from customers.left_out where source = ${source} and source_key = any(${rows.map(({ key }) => key)}::text[])`);
}

type Stretch = { readonly importId: number; readonly source: string; readonly after: number; readonly most: number };

/**
 * Affiliations that accounts of this run name and that could not be written when their line was read, because the organisation came after it: written now, a
 * stretch of customers at a time. Returns up to which number it got, null where nobody is left.
 */
export async function relateStretch(tx: Tx, { importId, source, after, most }: Stretch): Promise<{ lastId: number; written: number } | null> {
  const { lastId } = await tx.one<{ lastId: number | null }>(sql`
    select max(n.customer_id) as last_id from (select s.customer_id from customers.source_record s where s.import_id = ${importId}::bigint and s.customer_id > ${after}::bigint order by s.customer_id limit ${most}::integer) n`);
  if (lastId === null) return null;
  const written = await tx.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source, evidence)
    select distinct s.customer_id, o.customer_id, e.role, ${tx.now}::timestamptz::date, ${source}, jsonb_build_object(${source}::text, ${tx.now}::timestamptz::date)
      from customers.source_record s, jsonb_to_recordset(s.payload -> 'affiliations') as e(system text, value text, role text), customers.identifier o
     where s.import_id = ${importId}::bigint and s.customer_id > ${after}::bigint and s.customer_id <= ${lastId}::bigint
       and o.system = e.system and o.value = e.value and o.customer_id <> s.customer_id
       and not exists (select from customers.affiliation a where a.customer_id = s.customer_id and a.to_customer_id = o.customer_id and a.role = e.role and a.valid_to is null)
    on conflict (customer_id, to_customer_id, role, valid_from) do update set valid_to = null, source = excluded.source, evidence = excluded.evidence`);
  return { lastId, written };
}
