export { matchJobs } from './jobs.ts';
export { link } from './link.ts';
export { matchOne } from './match-one.ts';
export { parseRule } from './parse-rule.ts';
export { matchRoutes } from './routes.ts';
export { PRESCRIBER_RULE } from './starter.ts';
export { runMatch, startMatch } from './run-match.ts';
