import { ENGINE } from '#platform/db';
import type { JobTask } from '#platform/jobs';
import type { Moves } from '../merge/types.ts';
import { joinRun, takeBackRun } from './join-run.ts';
import { runMatch, startMatch } from './run-match.ts';
import { SUBJECT_CODES } from './subjects.ts';

const runOf = (payload: unknown): number => (payload as { runId: number }).runId;

/** Looking for records of one party, when a steward asks and each night, and joining what is certain; the server says what moves with a customer. */
export const matchJobsWith = (moves: readonly Moves[]): Readonly<Record<string, JobTask>> => ({
  'customers.match': ({ db }, payload) => runMatch(db, runOf(payload)),
  'customers.match-nightly': async ({ db }) => void await Promise.all(SUBJECT_CODES.map((code) => startMatch(db, ENGINE, code))), // two subjects
  'customers.match-join': ({ db }, payload) => joinRun(db, moves, runOf(payload)),
  'customers.match-take-back': ({ db }, payload) => takeBackRun(db, moves, runOf(payload)),
});
