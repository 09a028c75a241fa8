import { audit } from '#platform/audit';
import { sql, type Actor, type Db } from '#platform/db';
import { parsePlay } from './rules/parse-play.ts';

/** Saves a play's text as its next version and makes it the live one; the former version is kept and retired. Fails with orchestration.play_invalid. */
export const savePlay = (db: Db, actor: Actor, input: { text: string; reason: string }): Promise<{ playId: number; version: number }> => db.transaction(actor, async (tx) => {
  const definition = parsePlay(input.text);
  await tx.run(sql`select pg_advisory_xact_lock(hashtext(${`play ${definition.code}`}))`);
  await tx.run(sql`update orchestration.play set state = 'retired' where code = ${definition.code} and state = 'live'`);
  const saved = await tx.one<{ playId: number; version: number }>(sql`
    insert into orchestration.play (code, version, state, name, on_event, text, definition, created_at, created_by)
    values (${definition.code}, (select coalesce(max(version), 0) + 1 from orchestration.play where code = ${definition.code}), 'live', ${definition.name}, ${definition.on}, ${input.text},
            ${JSON.stringify(definition)}::jsonb, ${tx.now}::timestamptz, ${tx.actor.userId}::integer)
    returning play_id, version`);
  await audit(tx, { action: 'orchestration.save-play', resource: 'orchestration.play', recordId: saved.playId, after: { text: input.text }, reason: input.reason });
  return saved;
});
