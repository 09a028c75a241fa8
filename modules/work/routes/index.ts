import type { Route } from '#platform/http';
import { caseRoutes } from './cases.ts';
import { handOverRoutes } from './hand-overs.ts';
import { inboxRoutes } from './inbox.ts';
import { taskRoutes } from './tasks.ts';

export const routes: readonly Route[] = [...inboxRoutes, ...taskRoutes, ...caseRoutes, ...handOverRoutes];
