export { moves } from './moves.ts';
export { routes } from './routes.ts';
export { jobs } from './jobs.ts';
export { rollUp } from './roll-up.ts';
export { handlers } from './events.ts';
