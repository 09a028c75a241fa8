export { route, type Raw, type Route, type RouteContext } from './route.ts';
export { buildServer, type ServerOptions } from './server.ts';
export { apiDocument } from './openapi.ts';
export { announce } from './live.ts';
export type { Change } from './live-changes.ts';
export { fromCursor, pageInput, pageOf, toCursor, toPage } from './page.ts';
export { serialiser } from './serialise.ts';
