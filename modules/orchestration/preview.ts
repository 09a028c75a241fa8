import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { audienceSql, conditionHolds, factsOf } from './decide/audience.ts';
import { decideSql } from './decide/decide-sql.ts';
import { listLivePlays, type LivePlay } from './reads/cascade.ts';
import { gateContext, resolvePlay } from './resolve-play.ts';
import { PLAY_EVENTS } from './types.ts';

export type PreviewedPlay = {
  readonly playId: number; readonly name: string; readonly version: number; readonly audience: number; readonly chosen: number; readonly refused: number; readonly heldOut: number;
  readonly byCandidate: readonly { readonly code: string; readonly name: string; readonly channel: string; readonly function: string; readonly count: number; readonly people: number }[];
  readonly refusals: readonly { readonly reason: string; readonly count: number }[];
  readonly informs: readonly { readonly role: string; readonly headline: string }[];
  readonly approval: 'required' | 'automatic';
  readonly journeyReason: string;
};

const LARGEST_PREVIEW = 50_000; // above this a dry run belongs into the background

async function previewPlay(tx: Tx, live: LivePlay, event: { customerId: number; data: Readonly<Record<string, unknown>> }): Promise<PreviewedPlay> {
  const play = live.definition;
  const { productId, planIds } = factsOf(event);
  const resolved = await resolvePlay(tx, play, { productId, draft: false });
  const members = sql`select customer_id from (${audienceSql(play, event, tx.now)}) everybody limit ${LARGEST_PREVIEW}::integer`;
  const rows = await tx.rows<{ outcome: string; chosen: number | null; refusal: string | null; count: number; people: number }>(sql`
    ${decideSql({ play, candidates: resolved.candidates, context: await gateContext(tx, play), productId, planIds, members, cascadeId: null })}
    select outcome, case when outcome = 'chosen' then chosen end as chosen, case when outcome = 'refused' then split_part(refusal, ' ', 1) end as refusal, count(*)::integer as count, count(distinct owner_id)::integer as people
      from decided group by 1, 2, 3 order by 4 desc`);
  const sum = (outcome: string) => rows.filter((row) => row.outcome === outcome).reduce((total, row) => total + row.count, 0);
  return {
    playId: live.playId, name: play.name, version: live.version, audience: rows.reduce((total, row) => total + row.count, 0),
    chosen: sum('chosen'), refused: sum('refused'), heldOut: sum('held_out'),
    byCandidate: resolved.candidates.map((candidate) => {
      const row = rows.find((one) => one.chosen === candidate.position);
      return { code: candidate.code, name: candidate.name, channel: candidate.channel, function: candidate.function, count: row?.count ?? 0, people: candidate.scarce?.by === 'owner' ? row?.people ?? 0 : 0 };
    }),
    refusals: rows.flatMap((row) => (row.refusal ? [{ reason: row.refusal, count: row.count }] : [])),
    informs: play.inform, approval: play.approval, journeyReason: resolved.journeyReason,
  };
}

/** What saving an event would start, on the true population and this instant, with the very SQL that would decide. Nothing is written. */
export async function preview(tx: Tx, event: { type: string; customerId: number; data: Readonly<Record<string, unknown>> }): Promise<{ plays: PreviewedPlay[] }> {
  if (!(PLAY_EVENTS as readonly string[]).includes(event.type)) throw new Problem('orchestration.event_unknown', { fields: [{ field: 'type', message: `one of ${PLAY_EVENTS.join(', ')}` }] });
  const plays: PreviewedPlay[] = [];
  for (const live of await listLivePlays(tx, event.type)) { // plays are few; each is one statement over its audience
    if (conditionHolds(live.definition, event.data)) plays.push(await previewPlay(tx, live, event));
  }
  return { plays };
}
