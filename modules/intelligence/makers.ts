export { makeAllocation } from './allocate/makers.ts';
export { makeLearner } from './response/makers.ts';
