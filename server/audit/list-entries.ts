import { z } from 'zod';
import { trailCondition, type TrailQuestion } from '#platform/audit';
import { sql, type Tx } from '#platform/db';

export const entryOutput = z.object({
  entryId: z.number(), at: z.string(), actorKind: z.string(), actorId: z.number().nullable(), actorName: z.string().nullable(), actorRole: z.string(),
  requestId: z.string().nullable(), purpose: z.string().nullable(), action: z.string(), kind: z.string(), resource: z.string(),
  customerId: z.number().nullable(), recordId: z.string().nullable(), rows: z.number(), before: z.unknown(), after: z.unknown(), reasonCode: z.string().nullable(), reason: z.string().nullable(),
  sealed: z.boolean(),
});
export type Entry = z.output<typeof entryOutput>;

type EntryPage = { readonly question: TrailQuestion; readonly after: readonly (string | number | null)[] | null; readonly limit: number };

/** Entries that answer a question, newest first. By instant and number: the end of each index, so that no page sorts. */
export const listEntries = (tx: Tx, { question: asked, after, limit }: EntryPage): Promise<Entry[]> => tx.rows<Entry>(sql`
  select e.entry_id, e.at, e.actor_kind, e.actor_id, p.name as actor_name, e.actor_role, e.request_id, e.purpose, e.action, e.kind, e.resource,
         e.customer_id, e.record_id, e.rows, e.before, e.after, e.reason_code, e.reason, exists (select from audit.link l where l.entry_id = e.entry_id) as sealed
    from audit.entry e left join access.v_person p on p.user_id = e.actor_id
   where ${trailCondition(asked)} ${after ? sql`and (e.at, e.entry_id) < (${after[0]}::timestamptz, ${after[1]}::bigint)` : sql.empty}
   order by e.at desc, e.entry_id desc
   limit ${limit}::integer`);
