import type { Actor, Db, LocalDate, Tx } from '#platform/db';
import type { MovingWork, Ports } from '../types.ts';
import { reckoningOf } from './commit-alignment.ts';
import { getAlignment, type AlignmentRow } from './reads/alignments.ts';
import { listReckonedMoves, listRecordedMoves, readCounts, readDigest, readHands, readPeople, readRecorded, type ChangeCounts, type MoveFilter, type MoveRow, type PersonChange } from './reads/change.ts';
import { reckon } from './reckon.ts';

type PreviewPerson = PersonChange & MovingWork;
export type Preview = {
  readonly alignmentId: number; readonly version: number; readonly on: LocalDate; readonly recorded: boolean; readonly digest: string; readonly counts: ChangeCounts;
  readonly visits: number; readonly tasks: number; readonly people: readonly PreviewPerson[];
};

const NOTHING = { visits: 0, visitsOut: 0, visitsIn: 0, tasks: 0, tasksOut: 0, tasksIn: 0 };
const reckoned = ({ state }: AlignmentRow): boolean => state === 'draft' || state === 'scheduled';

async function describe(tx: Tx, ports: Ports, alignment: AlignmentRow): Promise<Preview> {
  const { alignmentId, version } = alignment;
  if (!reckoned(alignment)) {
    const { counts, people } = await readRecorded(tx, alignmentId);
    return { alignmentId, version, on: alignment.effectiveOn, recorded: true, digest: '', counts, visits: 0, tasks: 0, people: people.map((one) => ({ ...one, ...NOTHING })) };
  }
  const reckoning = await reckoningOf(tx, alignment);
  await reckon(tx, reckoning);
  const [{ digest }, counts, people] = [await readDigest(tx), await readCounts(tx), await readPeople(tx, reckoning)];
  const work = new Map((await ports.workOf(tx, await readHands(tx), people.map(({ userId }) => userId))).map((one) => [one.userId, one]));
  const total = (of: (one: MovingWork) => number) => [...work.values()].reduce((sum, one) => sum + of(one), 0);
  return { alignmentId, version, on: reckoning.on, recorded: false, digest, counts, visits: total((one) => one.visitsOut), tasks: total((one) => one.tasksOut), people: people.map((one) => ({ ...NOTHING, ...work.get(one.userId), ...one })) };
}

/** What committing a draft would do, person by person; of what was applied, what it did. Nothing of a preview stays. */
export const previewAlignment = (db: Db, actor: Actor, { alignmentId, ports }: { readonly alignmentId: number; readonly ports: Ports }): Promise<Preview> =>
  db.transaction(actor, async (tx) => describe(tx, ports, await getAlignment(tx, alignmentId)));

export type AskMoves = { readonly alignmentId: number; readonly show: MoveFilter; readonly userId?: number | undefined; readonly limit: number; readonly cursor?: string | undefined };

/** A page of the customers whom a change moves, or moved. */
export const listMoves = (db: Db, actor: Actor, asked: AskMoves): Promise<{ rows: MoveRow[]; nextCursor: string | null }> => db.transaction(actor, async (tx) => {
  const alignment = await getAlignment(tx, asked.alignmentId);
  if (!reckoned(alignment)) return listRecordedMoves(tx, asked);
  await reckon(tx, await reckoningOf(tx, alignment));
  return listReckonedMoves(tx, asked);
});
