import { ENGINE } from '#platform/db';
import type { JobTask } from '#platform/jobs';
import { expireVersions } from './review-version.ts';

export const jobs: Readonly<Record<string, JobTask>> = {
  'content.expire': async ({ db }) => { await db.transaction(ENGINE, (tx) => expireVersions(tx)); },
};
