/** The path of a request below /api/auth, as the library names it. */
export const pathOf = (request: Request): string => new URL(request.url).pathname.replace(/^\/api\/auth/, '');
