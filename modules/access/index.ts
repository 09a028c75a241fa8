export { moves } from './moves.ts';
export { addPerson } from './add-person.ts';
export { jobsWith } from './jobs.ts';
export { fillTerritories, includeCustomers } from './territories/align-customers.ts';
export { commitAlignment } from './territories/commit-alignment.ts';
export { previewAlignment } from './territories/preview-alignment.ts';
export { routesWith } from './routes/index.ts';
export { watchReads } from './watch-reads.ts';
export type { Hanging, Hands, Holder, MemberSource, MovingWork, Ports } from './types.ts';
