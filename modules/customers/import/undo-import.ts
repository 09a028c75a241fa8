import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { announce } from '#platform/http';
import { addJob, type JobTask } from '#platform/jobs';
import { Problem } from '#platform/problem';
import { findFormat, formatsWith, type Formats } from './formats/index.ts';
import { commitLater, lockMerge, undoRows } from './merge.ts';
import type { Importer } from './types.ts';
import { lockRun, setUndone } from './writes.ts';

const RECORDS_AT_ONCE = 1_000;

export type UndoReport = {
  /** Records that say again what they said before. */
  readonly restored: number;
  /** Customers who are gone: the run had brought them, and nobody has named them since. */
  readonly removed: number;
  /** Customers whom somebody has named since: they stay, inactive. */
  readonly kept: number;
  /** Records of parties that were merged since: undo the merge first, then this again. */
  readonly merged: number;
  /** Rows in which a newer import has spoken since. */
  readonly newer: number;
};

const mayUndo = (run: { state: string } | undefined): void => {
  if (!run) throw new Problem('request.not_found');
  if (run.state !== 'done' && run.state !== 'failed') throw new Problem('customers.import_undone');
};

/** The module that keeps what the run wrote, where that is not the customer master. */
function keeperOf(formats: Formats, format: string): Importer | undefined {
  const found = findFormat(formats, format);
  if ('source' in found) return undefined;
  if (!found.importer.undo) throw new Problem('customers.import_keeps', { detail: 'This list replaces itself: load the one that you mean.' });
  return found.importer;
}

/** Puts back what a run changed, batch by batch, where nothing newer has spoken; says what it could not undo and why. Killed, it is begun again and does the rest. */
export async function undoImport(db: Db, actor: Actor, asked: number | { readonly importId: number; readonly formats: Formats }): Promise<UndoReport> {
  const { importId, formats } = typeof asked === 'number' ? { importId: asked, formats: formatsWith([]) } : asked;
  const run = await db.transaction(actor, (tx) => lockRun(tx, importId));
  mayUndo(run);
  const keeper = keeperOf(formats, run?.format ?? '');
  const sum = { restored: 0, removed: 0, kept: 0, merged: 0, records: 0 };
  for (let after = 0; ;) { // batch by batch: an import may be longer than one transaction should be
    const from = after;
    const batch = await db.transaction(actor, async (tx) => {
      await lockMerge(tx, 'all');
      await commitLater(tx);
      const done = keeper?.undo ? { merged: 0, lastId: 0, ...await keeper.undo(tx, importId, from) } : await undoRows(tx, { importId, after: from, most: RECORDS_AT_ONCE });
      await audit(tx, { action: 'customers.undo-import', resource: 'customers.customer', recordId: importId, rows: done.seen, after: { ...done } });
      return done;
    });
    if (batch.seen === 0) break;
    sum.restored += batch.restored;
    sum.removed += batch.removed;
    sum.kept += batch.kept;
    sum.merged += batch.merged;
    sum.records += batch.seen;
    after = batch.lastId;
  }
  return db.transaction(actor, async (tx) => {
    const { loaded = 0, changed = 0 } = await lockRun(tx, importId) ?? {};
    const { records, ...counts } = sum;
    const report = { ...counts, newer: Math.max(0, loaded + changed - records) };
    await setUndone(tx, importId, report);
    await audit(tx, { action: 'customers.end-undo', resource: 'customers.import_run', recordId: importId, after: report });
    await announce(tx, { topic: 'customers.import', permission: 'customers:import' });
    return report;
  });
}

/** Begins an undo in the background. */
export const requestUndo = (db: Db, actor: Actor, { importId, formats }: { importId: number; formats: Formats }) => db.transaction(actor, async (tx) => {
  const run = await lockRun(tx, importId);
  mayUndo(run);
  keeperOf(formats, run?.format ?? '');
  await addJob(tx, { task: 'customers.undo-import', payload: { importId, actor: { kind: actor.kind, role: actor.role, userId: actor.userId } }, key: `customers.undo-import:${importId}`, maxAttempts: 5 });
  await audit(tx, { action: 'customers.ask-undo', resource: 'customers.import_run', recordId: importId });
  return { importId };
});

export const undoJobsWith = (formats: Formats): Readonly<Record<string, JobTask>> => ({
  'customers.undo-import': async ({ db }, payload) => {
    const { importId, actor } = payload as { importId: number; actor: Actor };
    await undoImport(db, actor, { importId, formats }).catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === 'customers.import_undone')) throw error; // a retry after the undo had ended
    });
  },
});
