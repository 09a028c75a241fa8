import './problems.ts';

export { moves } from './moves.ts';
export { approveCascade, holdCascade, releaseCascade, resumeCascade, undoCascade } from './change-cascade.ts';
export { decideCascade } from './decide-cascade.ts';
export { followEvents, startCascades } from './start-cascades.ts';
export { advanceEnrolments, endWaits } from './journeys/advance.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { preview } from './preview.ts';
export { settleActions } from './settle-actions.ts';
export { parsePlay } from './rules/parse-play.ts';
export { STARTER_JOURNEYS, STARTER_PLAYS } from './rules/starter.ts';
