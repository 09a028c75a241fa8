export { moves } from './moves.ts';
export { CHANNELS, KINDS, type Channel, type Kind, type NewInteraction, type TouchFunction } from './types.ts';
export { recordInteractions } from './record-interactions.ts';
export { listTimeline } from './reads/index.ts';
export { recordWishes } from './record-wishes.ts';
export { rebuildAffinity } from './rebuild-affinity.ts';
import './problems.ts';
export { routes } from './routes.ts';
export { jobs } from './jobs.ts';
