export { importers } from './importers.ts';
export { moves } from './moves.ts';
export { recordAccessEvent } from './record-access-event.ts';
export { recordBaseline, recordPlans } from './writes.ts';
export { listHistory, listPayers, listStandings } from './reads.ts';
export { routes } from './routes.ts';
export type { AccessEvent, Book } from './types.ts';
