import type { JobTask } from '#platform/jobs';
import { endExpiredBreakGlass } from './open-break-glass.ts';

export const jobs: Readonly<Record<string, JobTask>> = {
  'access.end-break-glass': async ({ db }) => void await endExpiredBreakGlass(db),
};
