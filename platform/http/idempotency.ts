import { createHash } from 'node:crypto';
import { Problem } from '#platform/problem';
import { ENGINE, sql, type Actor, type Db } from '#platform/db';

export type Answer = { readonly status: number; readonly body: unknown };

type Claim = { readonly db: Db; readonly actor: Actor; readonly userId: number; readonly key: string; readonly route: string; readonly content: unknown };

const ABANDONED_AFTER = '2 minutes'; // longer than any request may take

/**
 * Runs a request once for its Idempotency-Key (IETF draft-07): the same key and content get the first answer again, another content is refused,
 * a request still under way is told so.
 */
export async function answerOnce({ db, actor, userId, key, route, content }: Claim, work: () => Promise<Answer>): Promise<Answer> {
  const digest = createHash('sha256').update(JSON.stringify(content ?? null)).digest('hex');
  const known = await db.transaction(actor, async (tx) => {
    const claimed = await tx.run(sql`
      insert into http.answer (user_id, key, route, digest, created_at) values (${userId}::integer, ${key}, ${route}, ${digest}, ${tx.now}::timestamptz)
      on conflict do nothing`);
    if (claimed) return null;
    const found = await tx.one<{ route: string; digest: string; status: number | null; body: unknown }>(sql`
      select route, digest, status, body from http.answer where user_id = ${userId}::integer and key = ${key}`);
    if (found.route !== route || found.digest !== digest) throw new Problem('request.key_reused');
    if (found.status !== null) return { status: found.status, body: found.body };
    const takenOver = await tx.run(sql`
      update http.answer set created_at = ${tx.now}::timestamptz
       where user_id = ${userId}::integer and key = ${key} and status is null and created_at < ${tx.now}::timestamptz - ${ABANDONED_AFTER}::interval`);
    if (takenOver === 0) throw new Problem('request.in_flight'); // of two that come back at once, one alone runs
    return null;
  });
  if (known) return known;
  const answer = await work().catch(async (error: unknown) => {
    await db.transaction(actor, (tx) => tx.run(sql`
      update http.answer set created_at = '-infinity' where user_id = ${userId}::integer and key = ${key} and status is null`));
    throw error;
  });
  await db.transaction(actor, (tx) => tx.run(sql`
    update http.answer set status = ${answer.status}::integer, body = ${JSON.stringify(answer.body ?? null)}::jsonb where user_id = ${userId}::integer and key = ${key}`));
  return answer;
}

const KEPT_DAYS = 30; // a client that asks again later than that has forgotten its key

/** Forgets answers that nobody will ask for again. */
export const clearAnswers = (db: Db): Promise<number> => db.transaction(ENGINE, (tx) => tx.run(sql`
  delete from http.answer where created_at < ${tx.now}::timestamptz - make_interval(days => ${KEPT_DAYS}::integer)`));
