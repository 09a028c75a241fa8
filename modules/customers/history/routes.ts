import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { auditRead } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { route, type Route } from '#platform/http';
import { AFFILIATION_ROLES, CUSTOMER_KINDS, CUSTOMER_STATUSES, PRONOUNS } from '../types.ts';
import { CHANGE_KINDS } from './types.ts';
import { listChanges, type FeedPage } from './list-changes.ts';

const text = z.string().nullable();
const record = z.object({
  customerId: z.number(), kind: z.enum(CUSTOMER_KINDS), name: z.string(), givenName: text, familyName: text, credential: text, pronoun: z.enum(PRONOUNS),
  status: z.enum(CUSTOMER_STATUSES), specialty: text, specialtyName: text, city: text, state: text, postalCode: text, country: z.string(), timeZone: z.string(),
  language: z.string(), decile: z.number().nullable(), licenceValidUntil: text, source: z.string(), createdAt: z.string(), updatedAt: z.string(), version: z.number(),
  identifiers: z.array(z.object({ system: z.string(), value: z.string(), state: z.string(), validFrom: text, validTo: text, lapsedFrom: text, lapsedTo: text, source: z.string() })),
  addresses: z.array(z.object({ addressId: z.number(), type: z.string(), line1: z.string(), line2: z.string(), city: z.string(), state: z.string(), postalCode: z.string(), county: z.string(), country: z.string(), validFrom: text, validTo: text, source: z.string() })),
  contactPoints: z.array(z.object({ contactPointId: z.number(), kind: z.string(), value: z.string(), state: z.string(), stateAt: text, stateSource: text, rank: z.number(), source: z.string() })),
  specialties: z.array(z.object({ code: z.string(), rank: z.number(), licence: text, licenceState: text, source: z.string() })),
  affiliations: z.array(z.object({
    affiliationId: z.number(), toCustomerId: z.number(), role: z.enum(AFFILIATION_ROLES), weight: z.number(), stated: z.number().describe('How sure the source is, in its own words'),
    evidence: z.record(z.string(), z.string()).describe('By source, the day on which it last said so'), validFrom: z.string(), validTo: text, source: z.string(),
  })),
  owners: z.array(z.object({ function: z.string(), userId: z.number() })),
}).meta({ resource: 'customers.customer' });

const LONGEST_WAIT_S = 25; // shorter than what proxies between us and the caller allow
const LOOK_EVERY_MS = 500;

/** A page; an empty one only when nothing has come within the wait. */
async function pageWithin(db: Db, actor: Actor, { wait, ...input }: { cursor?: string | undefined; limit: number; wait: number }): Promise<FeedPage> {
  const until = performance.now() + wait * 1000;
  for (;;) { // looks again while it waits
    const page = await db.read(actor, (tx) => listChanges(tx, input));
    if (page.rows.length > 0) await db.transaction(actor, (tx) => auditRead(tx, { action: 'customers.follow', resource: 'customers.change', rows: page.rows.length }));
    if (page.rows.length > 0 || performance.now() >= until) return page;
    await pause(LOOK_EVERY_MS);
  }
}

export const changeRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/customers/changes', permission: 'customers:read',
    summary: 'Customers that came or changed since a cursor, in an order that never skips a late commit, each with the record as it stands or what became of it. Begin without a cursor; keep nextCursor and come back with it. Whoever applies every row has what a direct read gives.',
    input: z.object({
      cursor: z.string().max(500).optional().describe('The nextCursor of the page before; left out or 0: from the beginning'),
      limit: z.coerce.number().int().min(1).max(500).default(100).describe('Rows a page, at most 500'),
      wait: z.coerce.number().int().min(0).max(LONGEST_WAIT_S).default(0).describe('Seconds to wait for a change when there is none yet'),
    }),
    output: z.object({
      rows: z.array(z.object({
        changeId: z.number(), customerId: z.number(), kinds: z.array(z.enum(CHANGE_KINDS)), fields: z.array(z.string()).describe('What changed, as the record names it'),
        at: z.string(), source: z.string().describe('On whose word'), record: record.nullable().describe('As it stands now'),
        tombstone: z.object({ state: z.enum(['merged', 'removed', 'erased']), mergedInto: z.number().nullable() }).nullable().describe('Instead of a record: what became of it'),
      })),
      nextCursor: z.string().describe('Never null: keep it, also when there are no rows'), more: z.boolean().describe('More is waiting: ask again at once'),
    }),
    handle: ({ db, actor, input }) => pageWithin(db, actor, input) as never,
  }),
];
