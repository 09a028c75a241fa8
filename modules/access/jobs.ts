import type { JobTask } from '#platform/jobs';
import { endExpiredBreakGlass } from './open-break-glass.ts';
import { alignDue } from './territories/align-customers.ts';
import type { AlignPorts } from './types.ts';

/** The work of access; who sees what when territories change follows rules of a module above, which is handed in. */
export const jobsWith = (ports: AlignPorts): Readonly<Record<string, JobTask>> => ({
  'access.end-break-glass': async ({ db }) => void await endExpiredBreakGlass(db),
  'access.align': ({ db }) => alignDue(db, ports),
});
