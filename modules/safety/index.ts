export { moves } from './moves.ts';
export { takeStep } from './take-step.ts';
export { handlers } from './events.ts';
export { routes } from './routes.ts';
export * from './types.ts';
import './problems.ts';
