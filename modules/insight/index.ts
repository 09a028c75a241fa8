export { routes } from './routes.ts';
export { jobs } from './jobs.ts';
export { handlers } from './events.ts';
