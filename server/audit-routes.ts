import { z } from 'zod';
import { sealAudit, verifyAudit } from '#platform/audit';
import { sql } from '#platform/db';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';

const entryOutput = z.object({
  entryId: z.number(), at: z.string(), actorKind: z.string(), actorId: z.number().nullable(), actorName: z.string().nullable(), actorRole: z.string(),
  requestId: z.string().nullable(), purpose: z.string().nullable(), action: z.string(), kind: z.string(), resource: z.string(),
  customerId: z.number().nullable(), recordId: z.string().nullable(), rows: z.number(), before: z.unknown(), after: z.unknown(), reason: z.string().nullable(),
  sealed: z.boolean(),
});
type Entry = z.output<typeof entryOutput>;

const question = z.object({
  ...pageInput,
  customerId: z.coerce.number().int().optional(),
  userId: z.coerce.number().int().optional().describe('Who did it'),
  resource: z.string().max(80).optional().describe('schema.table, e.g. consent.decision'),
  recordId: z.string().max(80).optional(),
  action: z.string().max(80).optional().describe('word.verb, or a word for all its verbs'),
  kind: z.enum(['change', 'read', 'access']).optional(),
  by: z.enum(['people', 'system']).optional().describe('people: colleagues, customers and visitors; system: what Tutti does by itself'),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

const entries = route({
  method: 'GET', path: '/audit/entries', permission: 'audit:read', summary: 'Who saw, changed or decided what, newest first',
  input: question, output: pageOf(entryOutput),
  handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
    const after = fromCursor(input.cursor, 1);
    const conditions = [
      input.customerId !== undefined && sql`e.customer_id = ${input.customerId}::bigint`,
      input.userId !== undefined && sql`e.actor_id = ${input.userId}::integer`,
      input.resource && sql`e.resource = ${input.resource}`,
      input.recordId && sql`e.record_id = ${input.recordId}`,
      input.action && sql`(e.action = ${input.action} or starts_with(e.action, ${`${input.action}.`}))`,
      input.kind && sql`e.kind = ${input.kind}`,
      input.by && sql`(e.actor_kind = 'system') = ${input.by === 'system'}::boolean`,
      input.from && sql`e.at >= ${input.from}::timestamptz`,
      input.to && sql`e.at < ${input.to}::timestamptz`,
      after && sql`e.entry_id < ${after[0]}::bigint`,
    ].filter((condition) => typeof condition === 'object' && condition !== null);
    const rows = await tx.rows<Entry>(sql`
      select e.entry_id, e.at, e.actor_kind, e.actor_id, p.name as actor_name, e.actor_role, e.request_id, e.purpose, e.action, e.kind, e.resource,
             e.customer_id, e.record_id, e.rows, e.before, e.after, e.reason, exists (select from audit.link l where l.entry_id = e.entry_id) as sealed
        from audit.entry e left join access.v_person p on p.user_id = e.actor_id
       where ${sql.join([sql`true`, ...conditions], ' and ')}
       order by e.entry_id desc
       limit ${input.limit + 1}::integer`);
    return toPage(rows, input.limit, (row) => [row.entryId]);
  }),
});

const verify = route({
  method: 'POST', path: '/audit/verify', permission: 'audit:verify', summary: 'Recomputes the chain of the trail and names every entry that was changed, removed or slipped in',
  input: z.object({}),
  output: z.object({
    sealed: z.number(), unsealed: z.number(), head: z.string().nullable(), verifiedAt: z.string(),
    faults: z.array(z.object({ seq: z.number(), entryId: z.number(), fault: z.string() })),
  }),
  handle: async ({ db, actor }) => {
    await sealAudit(db);
    const verdict = await verifyAudit(db, actor);
    return { ...verdict, faults: [...verdict.faults], verifiedAt: db.clock().toISOString() };
  },
});

/** The trail: reading it and proving it. */
export const auditRoutes: readonly Route[] = [entries, verify];
