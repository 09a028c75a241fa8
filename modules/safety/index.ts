export { recordReport } from './record-report.ts';
export { takeStep } from './take-step.ts';
export { suspectsHarm, type Suspicion } from './rules/suspects-harm.ts';
export { handlers } from './events.ts';
export { routes } from './routes.ts';
export { safetyProblems } from './problems.ts';
export * from './types.ts';
