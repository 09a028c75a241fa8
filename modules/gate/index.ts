export { factsSql } from './facts.ts';
export { notBeforeSql, refusalSql } from './refusal.ts';
export { contentRefusals, listRules } from './reads.ts';
export { reach, type ChannelReach, type Reach } from './reach.ts';
export { recheck, type Rechecked } from './recheck.ts';
export { routes } from './routes.ts';
export { freeAgain, remedyOf, sentenceOf, type RefusalFacts } from './rules/sentences.ts';
export { REFUSALS, type Candidate, type Channel, type GateContext, type LimitRule, type Purpose, type RefusalCode } from './types.ts';
