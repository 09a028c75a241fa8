import type { Actor } from '#platform/db';
import type { TestDatabase } from '#platform/testing';
import { recordReport } from './record-report.ts';
import type { NewReport, Receipt } from './types.ts';

/** A report as a colleague makes it. */
export const makeReport = (db: TestDatabase, actor: Actor, report: Partial<NewReport> = {}): Promise<Receipt> =>
  db.transaction(actor, (tx) => recordReport(tx, { kind: 'adverse_event', channel: 'phone', narrative: 'A rash two days after the first tablet.', ...report }));
