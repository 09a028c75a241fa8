import { ENGINE } from '#platform/db';
import { addJob, type JobTask } from '#platform/jobs';
import { describeAllAccounts, rollUp } from './roll-up.ts';

const MOMENT_MS = 2_000; // what another process counts is done by then

const nextMoment = (now: string) => ({ task: 'insight.roll-up', payload: { now: true }, key: 'insight.roll-up-now', runAt: new Date(Date.parse(now) + MOMENT_MS).toISOString() });

export const jobs: Readonly<Record<string, JobTask>> = {
  'insight.roll-up': async ({ db }, payload: { now?: boolean } | null) => {
    const { now = false } = payload ?? {};
    const isMore = await rollUp(db, { now });
    if (isMore) await db.transaction(ENGINE, (tx) => addJob(tx, now ? nextMoment(tx.now) : { task: 'insight.roll-up', payload: {}, key: 'insight.roll-up' }));
  },
  'insight.describe-accounts': async ({ db }) => { await describeAllAccounts(db); },
};
