import { ENGINE } from '#platform/db';
import type { JobTask } from '#platform/jobs';
import { timeOutHandOver } from './decide-hand-over.ts';

export const jobs: Readonly<Record<string, JobTask>> = {
  'work.time-out-hand-over': async ({ db }, { handOverId }: { handOverId: number }) => {
    await db.transaction(ENGINE, (tx) => timeOutHandOver(tx, handOverId));
  },
};
