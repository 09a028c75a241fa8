export { routesWith } from './routes.ts';
export { startCall } from './start-call.ts';
export { handOverCase, type HandOverCase } from './hand-over-case.ts';
export { whatCrosses } from './rules/what-crosses.ts';
export { contactCentreProblems } from './problems.ts';
export type { CertificationRefusal, CertifiedNow, ConsoleCase, Crossing, HandOverMode, Ports } from './types.ts';
