import type { JobTask } from '#platform/jobs';
import { releaseJob } from './change-cascade.ts';
import { resumeCascades } from './decide-cascade.ts';
import { advanceEnrolments } from './journeys/advance.ts';
import { settleActions } from './settle-actions.ts';

export const jobs: Readonly<Record<string, JobTask>> = {
  'orchestration.release': releaseJob,
  'orchestration.resume': async ({ db }) => { await resumeCascades(db); },
  'orchestration.advance': async ({ db }) => { await settleActions(db); await advanceEnrolments(db); },
};
