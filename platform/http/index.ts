export { route, type Raw, type Route, type RouteContext } from './route.ts';
export { buildServer } from './server.ts';
export { apiDocument } from './openapi.ts';
export { mayAsk } from './answer-routes.ts';
export { serialiser } from './serialise.ts';
export { announce } from './live.ts';
export { clearAnswers } from './idempotency.ts';
export { fromCursor, pageInput, pageOf, toPage } from './page.ts';
export { signatureInput } from './prove.ts';
