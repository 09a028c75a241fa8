import type { JobTask } from '#platform/jobs';
import { recoverJob } from './recover-messages.ts';

export const jobs: Readonly<Record<string, JobTask>> = { 'channels.recover': recoverJob };
