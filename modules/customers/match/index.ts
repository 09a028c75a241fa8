export { matchJobsWith } from './jobs.ts';
export { link } from './link.ts';
export { matchOne } from './match-one.ts';
export { parseRule } from './parse-rule.ts';
export { matchRoutes } from './routes.ts';
export { ORGANISATION_RULE, PRESCRIBER_RULE } from './starter.ts';
export { answerRun, askToTakeBack, joinRun, takeBackRun } from './join-run.ts';
export { runMatch, startMatch } from './run-match.ts';
export { publishRule, saveRule } from './save-rule.ts';
