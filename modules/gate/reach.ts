import { CHANNELS } from '#interactions';
import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { DAY_MS } from '#platform/time';
import { factsSql } from './facts.ts';
import { listRules } from './reads.ts';
import { notBeforeSql, refusalSql } from './refusal.ts';
import { remedyOf, sentenceOf, type RefusalFacts } from './rules/sentences.ts';
import type { Candidate, Channel, GateContext, Purpose, RefusalCode } from './types.ts';

type ChannelReach = {
  readonly channel: Channel;
  readonly allowed: boolean;
  readonly refusal: RefusalCode | null;
  readonly record: string | null;
  readonly sentence: string;
  readonly remedy: string | null;
  readonly notBefore: string | null;
};

export type Reach = {
  readonly channels: readonly ChannelReach[];
  /** Touches of all functions in the window of the tightest cap that binds every channel. */
  readonly touches: { readonly used: number; readonly cap: number; readonly windowDays: number } | null;
};

type Found = RefusalFacts & { readonly touchesAt: readonly string[] | null } & Record<string, string | null>;

const ASKED_FOR: Readonly<Record<Channel, string>> = { email: 'marketing', sms: 'marketing', phone: 'contact_centre', visit: 'sales', event: 'marketing', portal: 'marketing' };

type Question = { readonly customerId: number; readonly productId: number | null; /** Who would do it; left out, who uses the channel as a rule. */ readonly function?: string | undefined };

/** Who uses a channel as a rule. */
export const askedFor = (channel: Channel): string => ASKED_FOR[channel];

async function ask(tx: Tx, question: Question, context: GateContext): Promise<Found | undefined> {
  const candidateOf = (channel: Channel): Candidate => ({ channel, function: question.function ?? ASKED_FOR[channel], purpose: context.purpose, market: context.market, productId: question.productId, versionId: null });
  const columns = CHANNELS.map((channel) => sql`${refusalSql(candidateOf(channel), context, null)} as ${sql.id(`${channel}_refusal`)}, ${notBeforeSql(context, candidateOf(channel))} as ${sql.id(`${channel}_not_before`)}`);
  const found = await tx.maybe<Found>(sql`
    with ${factsSql(sql`select customer_id as key, customer_id, ${question.productId}::integer as product_id, 0 as pending from customers.v_customer where customer_id = ${question.customerId}::bigint`, context)}
    select f.touches_at, f.time_zone, ${sql.join(columns)} from facts f`);
  return found;
}

/** What the records that refuse say of themselves: when a consent was withdrawn, when a cap is free again. */
async function recordsOf(tx: Tx, customerId: number): Promise<{ record: string; at: string; product: string | null }[]> {
  return tx.rows(sql`
    select 'consent.decision:' || d.decision_id as record, d.effective_at as at, p.name as product
      from consent.v_decision d left join products.v_product p using (product_id) where d.customer_id = ${customerId}::bigint
    union all
    select 'consent.restriction:' || r.restriction_id, r.valid_from, p.name from consent.v_restriction r left join products.v_product p using (product_id) where r.customer_id = ${customerId}::bigint
    union all
    select 'customers.contact_point:' || contact_point_id, state_at, null from customers.v_contact_point where customer_id = ${customerId}::bigint and state <> 'active'
    union all
    select 'interactions.wish:' || wish_id, said_at, null from interactions.v_wish where customer_id = ${customerId}::bigint`);
}

/**
 * May we reach this customer, channel by channel, now, and which record decides? The same gate as for whole audiences, asked for a set of one.
 * Fails with request.not_found for a customer whom the reader may not see.
 */
export async function reach(tx: Tx, question: Question & { purpose?: Purpose; market?: string }): Promise<Reach> {
  const { purpose = 'promotion', market = 'US' } = question;
  const rules = await listRules(tx, { purpose, market, now: tx.now });
  const context: GateContext = { now: tx.now, purpose, market, rules };
  const found = await ask(tx, question, context);
  if (!found) throw new Problem('request.not_found');
  const records = new Map((await recordsOf(tx, question.customerId)).map((row) => [row.record, row]));
  const touches = found.touchesAt ?? [];
  const cap = rules.filter((rule) => rule.kind === 'cap' && rule.channel === 'any').sort((a, b) => (a.maxTouches ?? 0) - (b.maxTouches ?? 0))[0];
  const channels = CHANNELS.map((channel): ChannelReach => {
    const [code, record] = ((found[`${channel}Refusal`] as string | null) ?? '').split(' ') as [RefusalCode | '', string | undefined];
    const rule = rules.find((candidate) => record === `consent.rule:${candidate.ruleId}`);
    const facts: RefusalFacts = { rule: rule ?? null, at: record ? records.get(record)?.at ?? null : null, product: record ? records.get(record)?.product ?? null : null, touches, timeZone: found['timeZone'] as string, now: tx.now };
    const notBefore = found[`${channel}NotBefore`] as string;
    return {
      channel, allowed: !code, refusal: code || null, record: record ?? null,
      sentence: sentenceOf(code || null, facts), remedy: code ? remedyOf(code, facts) : null, notBefore: code || notBefore === tx.now ? null : notBefore,
    };
  });
  const since = Date.parse(tx.now) - (cap?.windowDays ?? 0) * DAY_MS;
  return {
    channels,
    touches: cap?.maxTouches && cap.windowDays ? { used: touches.filter((at) => Date.parse(at) > since).length, cap: cap.maxTouches, windowDays: cap.windowDays } : null,
  };
}
