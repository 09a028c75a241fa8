import fc from 'fast-check';
import { CHANNELS } from '#interactions';
import { sql, type Queries } from '#platform/db';
import { DAY_MS } from '#platform/time';
import { factsSql, refusalSql, type Candidate, type GateContext } from './index.ts';
import { NEEDS_ADDRESS, type GateRule } from './types.ts';

// Random histories and the plainest reading of the policy, one customer at a time: what the gate's SQL must agree with over whole sets.

const channel = fc.constantFrom(...CHANNELS);
const days = fc.integer({ min: -3, max: 40 });
const product = fc.constantFrom('none', 'this', 'other');
const history = fc.record({
  status: fc.constantFrom('active', 'active', 'active', 'deactivated'),
  licenceInDays: fc.option(fc.integer({ min: -2, max: 3 }), { freq: 3 }),
  state: fc.constantFrom('NY', 'NJ', ''),
  licensedIn: fc.subarray(['NY', 'NJ', 'CT']),
  decisions: fc.array(fc.record({
    channel: fc.oneof(channel, fc.constant('any')), purpose: fc.constantFrom('promotion', 'any', 'service'), product,
    granted: fc.boolean(), basis: fc.constantFrom('consent', 'legitimate_interest', 'contract'), from: days, to: fc.option(fc.integer({ min: -5, max: 30 })),
  }), { maxLength: 5 }),
  restrictions: fc.array(fc.record({ kind: fc.constantFrom('do_not_contact', 'product', 'product', 'prescriber_data'), product: fc.constantFrom('this', 'other'), from: days, to: fc.option(fc.integer({ min: -5, max: 30 })) }), { maxLength: 1 }),
  touches: fc.array(fc.record({ channel, days, function: fc.constantFrom('sales', 'marketing', 'medical') }), { maxLength: 6 }),
  addresses: fc.subarray(['email', 'phone', 'sms']),
  barred: fc.array(fc.record({ kind: fc.constantFrom('email', 'phone'), state: fc.constantFrom('bounced', 'withdrawn') }), { maxLength: 3 }),
  unwanted: fc.array(channel, { maxLength: 1 }),
  pending: fc.integer({ min: 0, max: 2 }),
});
export type History = typeof history extends fc.Arbitrary<infer T> ? T : never;
export type Products = { readonly this: number; readonly other: number };

export const randomHistories = (count: number, seed: number): History[] => fc.sample(history, { numRuns: count, seed });

/** One row of a history, numbered: what a refusal names. */
type Numbered<K extends 'decisions' | 'restrictions' | 'barred' | 'unwanted'> = { readonly id: number; readonly of: History[K][number] };
export type Known = { readonly customerId: number; readonly history: History } & { readonly [K in 'decisions' | 'restrictions' | 'barred' | 'unwanted']: readonly Numbered<K>[] };

const RULES = [
  { kind: 'blackout', channel: 'event', function: 'sales', first_on: '2026-11-20', last_on: '2026-11-23' }, { kind: 'blackout', channel: 'any', first_on: '2026-11-24', last_on: '2026-11-30' }, { kind: 'licence_at_address', channel: 'visit' }, { kind: 'legal_basis', channel: 'portal', bases: ['consent'] }, { kind: 'legal_basis', channel: 'phone', bases: ['consent', 'contract'] },
  { kind: 'cap', channel: 'any', max_touches: 4, window_days: 30 }, { kind: 'cap', channel: 'email', max_touches: 2, window_days: 30 }, { kind: 'gap', channel: 'email', window_days: 7 },
];

/** One rule of every kind, and several of some: what random histories are asked by. */
export const makeRules = (db: Queries): Promise<number> => db.run(sql`
  insert into consent.rule (kind, channel, function, bases, max_touches, window_days, first_on, last_on, sentence, source, valid_from)
  select kind, channel, function, bases, max_touches, window_days, first_on, last_on, 's', 's', '2020-01-01' from jsonb_populate_recordset(null::consent.rule, ${JSON.stringify(RULES)}::jsonb)`);

const ROWS_A_HISTORY = 40; // more than any has

const instantOf = (now: string, ago: number) => new Date(Date.parse(now) - ago * DAY_MS).toISOString();

/** Writes histories as the customers after a number; returns what is known of each, with the numbers of its rows. */
export async function makeHistories(db: Queries, histories: readonly History[], { now, products, after = 0 }: { readonly now: string; readonly products: Products; readonly after?: number }): Promise<Known[]> {
  let number = 1_000_000 + after * ROWS_A_HISTORY;
  const numbered = <T>(list: readonly T[]) => list.map((of) => ({ id: number += 1, of }));
  const known = histories.map((one, place): Known => ({ customerId: after + place + 1, history: one, decisions: numbered(one.decisions), restrictions: numbered(one.restrictions), barred: numbered(one.barred), unwanted: numbered(one.unwanted) }));
  const ago = (count: number | null) => (count === null ? null : instantOf(now, count));
  const idOf = (name: string) => (name === 'none' ? null : products[name as 'this']);
  const put = <T extends object>(table: string, rows: readonly T[]) => (rows.length === 0 ? Promise.resolve(0) : db.run(sql`
    insert into ${sql.trusted(table)} (${sql.join(Object.keys(rows[0] as T).map((name) => sql.id(name)))}) overriding system value
    select ${sql.join(Object.keys(rows[0] as T).map((name) => sql.id(name)))} from jsonb_populate_recordset(null::${sql.trusted(table)}, ${JSON.stringify(rows)}::jsonb)`));
  const each = <T>(list: (one: Known) => readonly T[]) => known.flatMap(list);
  await put('customers.customer', known.map(({ customerId, history: one }) => ({ customer_id: customerId, kind: 'hcp', name: 'n', sort_name: 'n', pronoun: 'they', time_zone: 'America/New_York', language: 'en', country: 'US', version: 1, creation_id: customerId, status: one.status, state: one.state, licence_valid_until: ago(one.licenceInDays === null ? null : -one.licenceInDays)?.slice(0, 10) ?? null, source: 'test', created_at: now, updated_at: now })));
  await put('customers.specialty', each(({ customerId, history: one }) => one.licensedIn.map((state, place) => ({ customer_id: customerId, code: '207R00000X', rank: place + 1, licence: 'L', licence_state: state, source: 'test' }))));
  await put('consent.decision', each(({ customerId, decisions }) => decisions.map(({ id, of }) => ({ customer_id: customerId, decision_id: id, channel: of.channel, purpose: of.purpose, product_id: idOf(of.product), market: 'US', granted: of.granted, basis: of.basis, source: 'test', evidence: {}, effective_at: ago(of.from), expires_at: of.to === null ? null : ago(-of.to), recorded_at: now }))));
  await put('consent.restriction', each(({ customerId, restrictions }) => restrictions.map(({ id, of }) => ({ customer_id: customerId, restriction_id: id, kind: of.kind, product_id: of.kind === 'product' ? products[of.product as 'this'] : null, reason: 'test', source: 'test', valid_from: ago(of.from), valid_to: of.to === null ? null : ago(-of.to) }))));
  await put('interactions.interaction', each(({ customerId, history: one }) => one.touches.map((touch) => ({ customer_id: customerId, interaction_id: number += 1, occurred_at: ago(touch.days), function: touch.function, channel: touch.channel, direction: 'out', kind: 'x', state: 'done', headline: 'x', source: 'test', recorded_at: now }))));
  await put('customers.contact_point', each(({ customerId, history: one, barred }) => [
    ...one.addresses.map((kind) => ({ customer_id: customerId, contact_point_id: number += 1, kind, value: 'v', state: 'active', state_at: null as string | null, rank: 1, source: 'test', recorded_at: now })),
    ...barred.map(({ id, of }) => ({ customer_id: customerId, contact_point_id: id, kind: of.kind, value: `dead ${id}`, state: of.state, state_at: now, rank: 1, source: 'test', recorded_at: now })),
  ]));
  await put('interactions.wish', each(({ customerId, unwanted }) => unwanted.map(({ id, of }) => ({ customer_id: customerId, wish_id: id, kind: 'no_channel', channel: of, said_at: now }))));
  return known;
}

/** What the gate answers for all of them, in SQL: by customer, the refusal of each candidate or null. */
export const askGate = (tx: Queries, known: readonly Known[], { candidates, context }: { readonly candidates: readonly Candidate[]; readonly context: GateContext }) => tx.rows<{ key: number; answers: (string | null)[] }>(sql`
  with ${factsSql(sql`select id as key, id as customer_id, ${candidates[0]?.productId ?? null}::integer as product_id, pending from unnest(${known.map(({ customerId }) => customerId)}::bigint[], ${known.map((one) => one.history.pending)}::integer[]) as x(id, pending)`, context)}
  select f.key, array[${sql.join(candidates.map((candidate) => refusalSql(candidate, context, null)))}] as answers from facts f order by f.key`);

const lowest = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id).sort((a, b) => a - b)[0];
const highest = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id).sort((a, b) => b - a)[0];

/** May this candidate touch this customer at this instant? Null, or the refusal's code and the record that decides. The policy as one would read it aloud. */
export function mayTouch(known: Known, candidate: Candidate, { context, products }: { readonly context: GateContext; readonly products: Products }): string | null {
  const { history: one, customerId } = known;
  const her = `customers.customer:${customerId}`;
  const inForce = ({ of }: { readonly of: { readonly from: number; readonly to: number | null } }) => of.from >= 0 && (of.to === null || of.to > 0);
  const about = (name: string) => name === 'none' || products[name as 'this'] === candidate.productId;
  const rules = (kind: GateRule['kind']) => context.rules.filter((rule) => rule.kind === kind && ['any', candidate.channel].includes(rule.channel) && [null, candidate.function].includes(rule.function) && [null, candidate.productId].includes(rule.productId));
  const lasting = known.restrictions.filter(inForce);
  const forbidden = lowest(lasting.filter(({ of }) => of.kind === 'do_not_contact'));
  const unspoken = lowest(lasting.filter(({ of }) => of.kind === 'product' && about(of.product)));
  const applying = known.decisions.filter((row) => inForce(row) && ['any', candidate.channel].includes(row.of.channel) && ['any', candidate.purpose].includes(row.of.purpose) && about(row.of.product))
    .sort((a, b) => a.of.from - b.of.from || Number(a.of.granted) - Number(b.of.granted) || b.id - a.id);
  const newest = applying.filter((row, place) => applying.findIndex(({ of }) => of.channel === row.of.channel && of.purpose === row.of.purpose && of.product === row.of.product) === place);
  const refused = highest(newest.filter(({ of }) => !of.granted));
  const granted = newest.filter(({ of }) => of.granted);
  const address = NEEDS_ADDRESS[candidate.channel];
  const unusable = (state: string) => highest(known.barred.filter(({ of }) => of.kind === address && of.state === state));
  const counted = (within: number) => one.touches.filter((touch) => touch.function !== 'medical' && touch.days >= 0 && touch.days < within);
  const full = rules('cap').find((rule) => counted(rule.windowDays ?? 0).length + one.pending >= (rule.maxTouches ?? Infinity));
  const near = rules('gap').find((rule) => counted(rule.windowDays ?? 0).some((touch) => ['any', touch.channel].includes(rule.channel)));
  if (one.status !== 'active') return `not_active ${her}`;
  if (forbidden) return `do_not_contact consent.restriction:${forbidden}`;
  if (unspoken) return `product_restricted consent.restriction:${unspoken}`;
  if (one.licenceInDays !== null && one.licenceInDays < 0) return `licence_not_valid ${her}`;
  if (rules('licence_at_address')[0] && one.state && one.licensedIn.length && !one.licensedIn.includes(one.state)) return `licence_elsewhere consent.rule:${rules('licence_at_address')[0]?.ruleId}`;
  if (candidate.function === 'medical' && candidate.purpose === 'promotion') return 'separation policy:medical';
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date(context.now));
  const dark = rules('blackout').find((rule) => (rule.firstOn ?? '') <= today && today <= (rule.lastOn ?? ''));
  if (dark) return `blackout consent.rule:${dark.ruleId}`;
  if (address && !one.addresses.includes(address)) return unusable('withdrawn') ? `address_withdrawn customers.contact_point:${unusable('withdrawn')}` : unusable('bounced') ? `address_bounced customers.contact_point:${unusable('bounced')}` : `no_address ${her}`;
  if (refused) return `consent_withdrawn consent.decision:${refused}`;
  if (['email', 'sms', 'portal'].includes(candidate.channel) && granted.length === 0) return `no_consent ${her}`;
  const lacking = rules('legal_basis').find((rule) => !granted.some(({ of }) => rule.bases?.includes(of.basis as 'consent')));
  if (lacking) return `no_legal_basis consent.rule:${lacking.ruleId}`;
  const unwanted = highest(known.unwanted.filter(({ of }) => of === candidate.channel));
  if (unwanted) return `against_wish interactions.wish:${unwanted}`;
  if (full) return `cap_reached consent.rule:${full.ruleId}`;
  return near ? `minimum_gap consent.rule:${near.ruleId}` : null;
}
