import { ENGINE } from '#platform/db';
import type { JobTask } from '#platform/jobs';
import { runMatch, startMatch } from './run-match.ts';

/** Looking for records of one party: when a steward asks, and each night. */
export const matchJobs: Readonly<Record<string, JobTask>> = {
  'customers.match': ({ db }, payload) => runMatch(db, (payload as { runId: number }).runId),
  'customers.match-nightly': async ({ db }) => void await startMatch(db, ENGINE),
};
