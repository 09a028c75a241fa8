export {
  CHANNELS, FUNCTIONS, KINDS, QUESTION_KINDS, WISH_KINDS,
  type Channel, type InteractionState, type Kind, type NewContent, type NewInteraction, type NewWish, type TouchFunction, type WishKind,
} from './types.ts';
export { recordInteractions } from './record-interactions.ts';
export { recordWishes } from './record-wishes.ts';
export { rebuildAffinity } from './rebuild-affinity.ts';
export { HALF_LIFE_DAYS, RESPONSE_WEIGHTS, responseWeight, type Weight } from './rules/response-weight.ts';
import './problems.ts';
export { routes } from './routes.ts';
export { jobs } from './jobs.ts';
