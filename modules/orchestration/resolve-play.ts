import { contentRefusals, listRules, type GateContext } from '#gate';
import type { Tx } from '#platform/db';
import { listContentInForce, listJourneysByCode } from './reads/cascade.ts';
import type { PlayDefinition, ResolvedCandidate } from './types.ts';
import { insertJourneyFromTemplate } from './writes.ts';

type Resolved = { readonly candidates: readonly ResolvedCandidate[]; readonly journeyVersionId: number | null; readonly journeyReason: string };

type Journeys = { readonly running: ReadonlyMap<string, number>; readonly started: ReadonlyMap<string, number>; readonly names: ReadonlyMap<string, string> };

/** Finds the running journeys of this product that a play names, and makes an instance of each template it would start anew. */
async function journeysFor(tx: Tx, play: PlayDefinition, { productId, draft }: { productId: number | null; draft: boolean }): Promise<Journeys> {
  const found = await listJourneysByCode(tx, play.consider.flatMap(({ journey }) => (journey ? [journey.code] : [])));
  const running = new Map(found.filter((journey) => journey.state === 'live' && journey.productId === productId).reverse().map((journey) => [journey.code, journey.journeyVersionId]));
  const wanted = new Set(play.consider.flatMap(({ journey }) => (journey?.use === 'new' ? [journey.code] : [])));
  const started = new Map<string, number>();
  for (const template of found.filter((journey) => journey.state === 'template' && wanted.has(journey.code))) { // as many as the play names: one, seldom two
    started.set(template.code, draft ? (await insertJourneyFromTemplate(tx, template.journeyVersionId, productId)).journeyVersionId : template.journeyVersionId);
  }
  return { running, started, names: new Map(found.map((journey) => [journey.code, journey.name])) };
}

function reasonFor(play: PlayDefinition, { running, started, names }: Journeys): string {
  const title = (code: string) => `“${names.get(code) ?? code}”`;
  const keep = [...running.keys()].map(title).join(', ');
  const open = [...started.keys()].map(title).join(', ');
  if (!open) return keep ? `Everybody stays in the running journey ${keep}.` : 'The play starts no journey.';
  return keep
    ? `Whoever is in the running journey ${keep} stays there. For the others no live journey answers this event, so a new one is proposed from the template ${open}.`
    : `No live journey answers this event for ${play.purpose}, so a new one is proposed from the template ${open}.`;
}

/** Resolves what a play considers to the content and journey versions in force now. `draft` makes new journey instances; a dry run does not. */
export async function resolvePlay(tx: Tx, play: PlayDefinition, scope: { productId: number | null; draft: boolean }): Promise<Resolved> {
  const content = new Map((await listContentInForce(tx, play.consider.flatMap((one) => one.content ?? []))).map((row) => [row.code, row.versionId]));
  const journeys = await journeysFor(tx, play, scope);
  const candidates = play.consider.map((one, index) => ({
    ...one, position: index + 1,
    versionId: one.content ? content.get(one.content) ?? null : null,
    journeyVersionId: one.journey ? (one.journey.use === 'new' ? journeys.started : journeys.running).get(one.journey.code) ?? null : null,
  }));
  const refusals = await contentRefusals(tx, candidates.map((one) => ({ channel: one.channel, function: one.function, purpose: play.purpose, productId: scope.productId, market: play.market, versionId: one.versionId })), tx.now);
  return {
    candidates: candidates.map((candidate, index) => ({ ...candidate, contentRefusal: refusals[index] ?? null })),
    journeyVersionId: [...journeys.started.values()][0] ?? null,
    journeyReason: reasonFor(play, journeys),
  };
}

// Up to here histories are looked up customer by customer through their indexes, above the audience's part of each is read once.
const BY_ID = 20_000;

/** How many are asked about, and the range that their numbers lie in. */
type Among = { readonly members: number; readonly after: number; readonly through: number };

/** What is the same for everybody of an audience; left out, it is a few. */
export async function gateContext(tx: Tx, play: Pick<PlayDefinition, 'purpose' | 'market'>, among?: Among): Promise<GateContext> {
  const rules = await listRules(tx, { purpose: play.purpose, market: play.market, now: tx.now });
  return { now: tx.now, purpose: play.purpose, market: play.market, rules, ...(among && among.members > BY_ID ? { range: among } : {}) };
}
