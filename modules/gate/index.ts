export { factsSql, rangeSql } from './facts.ts';
export { notBeforeSql, refusalSql } from './refusal.ts';
export { contentRefusals, listRules } from './reads.ts';
export { reach } from './reach.ts';
export { recheck } from './recheck.ts';
export { routes } from './routes.ts';
export { REFUSALS, type Candidate, type GateContext, type Purpose, type RefusalCode } from './types.ts';
