import './problems.ts';

export { approveCascade, holdCascade, releaseCascade, resumeCascade, undoCascade } from './change-cascade.ts';
export { decideCascade, resumeCascades } from './decide-cascade.ts';
export { followEvents, startCascades } from './start-cascades.ts';
export { advanceEnrolments, endWaits } from './journeys/advance.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { preview, type PreviewedPlay } from './preview.ts';
export { settleActions } from './settle-actions.ts';
export { savePlay } from './save-play.ts';
export { parsePlay } from './rules/parse-play.ts';
export { findJourneyFaults, type JourneyGraph } from './rules/journey.ts';
export { STARTER_JOURNEYS, STARTER_PLAYS, type StarterJourney } from './rules/starter.ts';
export { PLAY_EVENTS, type PlayDefinition } from './types.ts';
