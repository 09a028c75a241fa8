import { ENGINE } from '#platform/db';
import { addJob, type JobTask } from '#platform/jobs';
import { describeAllAccounts, rollUp } from './roll-up.ts';

export const jobs: Readonly<Record<string, JobTask>> = {
  'insight.roll-up': async ({ db }) => {
    const isMore = await rollUp(db);
    if (isMore) await db.transaction(ENGINE, (tx) => addJob(tx, { task: 'insight.roll-up', payload: {}, key: 'insight.roll-up' }));
  },
  'insight.describe-accounts': async ({ db }) => { await describeAllAccounts(db); },
};
