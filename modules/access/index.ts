export { addPerson } from './add-person.ts';
export { jobs } from './jobs.ts';
export { routesWith } from './routes/index.ts';
export { watchReads } from './watch-reads.ts';
export type { Hanging, Holder, MemberSource, Ports } from './types.ts';
