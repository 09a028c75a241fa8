export { routesWith } from './routes.ts';
import './problems.ts';
