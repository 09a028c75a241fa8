import assert from 'node:assert/strict';
import type { Stage } from './stage.ts';
import { AUDIENCE, type Shown } from './win.ts';

/** One event, one decision for each of the 3,091, every candidate with a score and a reason, and the pages said the same. */
export async function checkDecisions(stage: Stage, shown: readonly Shown[]): Promise<void> {
  const [{ cascadeId } = assert.fail('no page was read')] = shown;
  const ledger = await stage.one<Record<string, number>>(`
    select count(*)::integer as decided, count(distinct d.customer_id)::integer as customers,
           count(*) filter (where d.outcome = 'chosen')::integer as chosen, count(*) filter (where d.outcome = 'refused')::integer as refused, count(*) filter (where d.outcome = 'held_out')::integer as "heldOut",
           count(*) filter (where cardinality(d.scores) <> jsonb_array_length(c.candidates) or cardinality(d.refusals) <> jsonb_array_length(c.candidates))::integer as "ofWrongLength",
           count(distinct cardinality(d.features))::integer as "featureLengths",
           count(*) filter (where d.outcome = 'refused' and array_position(d.refusals, null) is not null)::integer as "refusedThoughAllowed",
           count(*) filter (where d.outcome = 'chosen' and d.refusals[d.chosen] is not null)::integer as "chosenThoughRefused",
           count(*) filter (where exists (select from unnest(d.refusals) r where r !~ '^[a-z_]+ [a-z_.]+:'))::integer as "withoutRecord"
      from orchestration.decision d join orchestration.cascade c using (cascade_id)
     where d.event_id = (select event_id from orchestration.cascade where cascade_id = $1)`, [cascadeId]);
  const { chosen = 0, refused = 0, heldOut = 0, ...rest } = ledger;
  assert.deepEqual(rest, { decided: AUDIENCE, customers: AUDIENCE, ofWrongLength: 0, featureLengths: 1, refusedThoughAllowed: 0, chosenThoughRefused: 0, withoutRecord: 0 });
  assert.equal(chosen + refused + heldOut, AUDIENCE);
  for (const page of shown) assert.deepEqual(page, { cascadeId, reached: chosen, refused, heldOut });
  const actions = await stage.one(`
    select count(*)::integer as count, count(distinct a.customer_id)::integer as customers, count(*) filter (where d.outcome is distinct from 'chosen')::integer as "notChosen"
      from orchestration.action a left join orchestration.decision d using (customer_id, cascade_id) where a.cascade_id = $1 and a.step = 'first'`, [cascadeId]);
  assert.deepEqual(actions, { count: chosen, customers: chosen, notChosen: 0 });
}

/** Each mail of the cascade belongs to somebody chosen for mail, left once, and arrived once. */
export async function checkMails(stage: Stage, cascadeId: number): Promise<void> {
  const mails = await stage.one<Record<string, number>>(`
    select count(*)::integer as messages, count(*) filter (where d.outcome is distinct from 'chosen' or d.channel <> 'email')::integer as "notChosen",
           count(*) filter (where m.state not in ('sent', 'queued', 'withdrawn', 'refused'))::integer as stuck,
           count(*) filter (where m.state = 'sent')::integer as sent, count(distinct m.customer_id) filter (where m.state = 'sent')::integer as recipients,
           count(distinct lower(m.address)) filter (where m.state = 'sent')::integer as addresses
      from channels.message m left join orchestration.decision d using (customer_id, cascade_id) where m.cascade_id = $1`, [cascadeId]);
  const arrived = await stage.one<Record<string, number>>(`
    select count(*)::integer as mails, count(distinct lower(b.to_address))::integer as recipients from channels.mailbox b join channels.message m using (internet_id) where m.cascade_id = $1`, [cascadeId]);
  const { sent = 0 } = mails;
  assert.ok(sent > 1_000, `only ${sent} mails were sent`);
  assert.deepEqual(mails, { messages: mails['messages'], notChosen: 0, stuck: 0, sent, recipients: sent, addresses: sent });
  assert.deepEqual(arrived, { mails: sent, recipients: sent });
}

// Written anew from the rules in words, and not from the gate's own text: whoever got a mail although a record forbade it.
const FORBIDDEN = `
  with mail as (
    select m.customer_id, m.message_id, m.product_id, m.interaction_id, coalesce(m.intent_at, m.sent_at) as at from channels.message m where m.cascade_id = $1 and m.state = 'sent'),
  -- of each scope the newest decision at that instant; any refusal beats any permission
  standing as (
    select m.message_id, bool_or(newest.granted) as granted, bool_or(not newest.granted) as denied
      from mail m
     cross join lateral (
       select distinct on (d.channel, d.purpose, d.product_id) d.granted from consent.decision d
        where d.customer_id = m.customer_id and d.channel in ('email', 'any') and d.purpose in ('promotion', 'any') and d.market = 'US'
          and (d.product_id is null or d.product_id = m.product_id) and d.effective_at <= m.at and coalesce(d.expires_at, 'infinity') > m.at
        order by d.channel, d.purpose, d.product_id, d.effective_at desc, d.decision_id desc) newest
     group by m.message_id),
  promotion as (
    select m.message_id, count(*) filter (where i.occurred_at > m.at - interval '30 days') as touches, count(*) filter (where i.channel = 'email' and i.occurred_at > m.at - interval '7 days') as mails
      from mail m join interactions.interaction i on i.customer_id = m.customer_id
     where i.direction = 'out' and i.state = 'done' and i.function <> 'medical' and i.occurred_at < m.at and i.interaction_id is distinct from m.interaction_id
     group by m.message_id)
  select count(*) filter (where not coalesce(s.granted, false))::integer as "withoutConsent",
         count(*) filter (where s.denied)::integer as "afterWithdrawal",
         count(*) filter (where exists (select from consent.restriction r where r.customer_id = m.customer_id and r.kind = 'do_not_contact' and r.valid_from <= m.at and coalesce(r.valid_to, 'infinity') > m.at))::integer as "doNotContact",
         count(*) filter (where c.status <> 'active')::integer as inactive,
         count(*) filter (where c.licence_valid_until < m.at::date)::integer as "withoutLicence",
         count(*) filter (where not exists (select from customers.contact_point p where p.customer_id = m.customer_id and p.kind = 'email' and p.state = 'active'))::integer as "withoutAddress",
         count(*) filter (where exists (select from interactions.wish w where w.customer_id = m.customer_id and w.kind = 'no_channel' and w.channel = 'email' and (w.product_id is null or w.product_id = m.product_id)
                                           and w.said_at <= m.at and coalesce(w.valid_to, 'infinity') > m.at))::integer as "againstWish",
         count(*) filter (where p.touches >= 4)::integer as "pastCap",
         count(*) filter (where p.mails > 0)::integer as "withinGap",
         count(*) filter (where (m.at at time zone c.time_zone)::time not between time '08:00' and time '20:00')::integer as "inQuietHours"
    from mail m join customers.customer c using (customer_id) left join standing s using (message_id) left join promotion p using (message_id)`;

/** Nobody whom a record protects got a mail. */
export async function checkNobodyForbidden(stage: Stage, cascadeId: number): Promise<void> {
  await stage.rows('analyze channels.message'); // filled a minute ago: without counts the question below takes the long way
  const found = await stage.one<Record<string, number>>(FORBIDDEN, [cascadeId]);
  assert.deepEqual(Object.entries(found).filter(([, count]) => count !== 0), []);
}
