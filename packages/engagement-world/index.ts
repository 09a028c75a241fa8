export { fixedPolicy, oraclePolicy, randomPolicy, segmentPolicy } from './policies.ts';
export { normal, seeded, type Random } from './random.ts';
export { captured, run, type Answer, type Policy, type Run } from './run.ts';
export { makeWorld, type Attributes, type World, type WorldShape } from './world.ts';
