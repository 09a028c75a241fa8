export { routes } from './routes.ts';
export { jobs } from './jobs.ts';
export { handlers } from './events.ts';
export { describeAllAccounts, rollUp } from './roll-up.ts';
export { wilson } from './rules/wilson.ts';
