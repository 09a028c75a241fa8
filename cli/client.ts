import { CommandError, EXIT } from './exit-codes.ts';
import { findSession } from './session-file.ts';
import { givenAccount, givenKey, serverUrl } from './settings.ts';

type Body = { readonly json?: unknown; readonly stream?: ReadableStream };
type Problem = { readonly title?: string; readonly message?: string; readonly detail?: string; readonly code?: string; readonly fields?: readonly { field: string; message: string }[]; readonly requestId?: string };

const describe = ({ title, message, detail, fields, requestId }: Problem, status: number): string =>
  [detail ?? title ?? message ?? `The server answered ${status}.`, ...(detail ? [] : fields ?? []).map((fault) => `  ${fault.field}: ${fault.message}`), ...(status >= 500 && requestId ? [`  ${requestId}`] : [])].join('\n');

async function send(path: string, { method, cookie, key, body }: { method: string; cookie?: string; key?: string; body?: Body }): Promise<Response> {
  const url = serverUrl();
  const type = body?.stream ? 'application/octet-stream' : 'application/json';
  const init: RequestInit & { duplex?: 'half' } = {
    method, redirect: 'error', headers: { accept: 'application/json', ...(cookie ? { cookie } : {}), ...(key ? { authorization: `Bearer ${key}` } : {}), ...(body ? { 'content-type': type } : {}) },
    ...(body ? { body: body.stream ?? JSON.stringify(body.json) } : {}), ...(body?.stream ? { duplex: 'half' as const } : {}),
  };
  try {
    return await fetch(`${url}/api${path}`, init);
  } catch (cause) {
    throw new CommandError(`No answer from ${url}. Is Tutti running? TUTTI_URL says where it is.`, { cause });
  }
}

async function failure(response: Response): Promise<CommandError> {
  const problem = await response.json().catch(() => ({})) as Problem;
  const signedOut = response.status === 401;
  const message = signedOut && givenKey() ? `This key opens nothing at ${serverUrl()}: it was revoked, has run out, or is mistyped.` : signedOut ? `Not signed in at ${serverUrl()}. Run: tutti sign-in` : describe(problem, response.status);
  return new CommandError(message, { exitCode: signedOut || response.status === 403 ? EXIT.notAllowed : EXIT.failed, details: problem });
}

type Answered = { readonly body: { readonly next: 'done' | 'code' }; readonly cookies: readonly string[] };

async function authenticate(path: string, json: unknown, cookies: readonly string[] = []): Promise<Answered> {
  const response = await send(`/sign-in/${path}`, { method: 'POST', cookie: cookies.join('; '), body: { json } });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({})) as Problem;
    throw new CommandError(problem.title ?? 'That e-mail address and password do not fit.', { exitCode: EXIT.notAllowed });
  }
  return { body: await response.json() as Answered['body'], cookies: response.headers.getSetCookie().map((one) => one.split(';', 1)[0] as string) };
}

const sessionOf = ({ cookies }: Answered): string => cookies.filter((one) => !one.endsWith('=')).join('; ');

/** Signs in; `code` is asked for where the account has a second factor. Returns the session's cookie. */
export async function signIn(account: { email: string; password: string }, code: () => Promise<string>): Promise<string> {
  const first = await authenticate('password', account);
  if (first.body.next === 'done') return sessionOf(first);
  const second = await authenticate('code', { code: (await code()).replace(/\s/g, '') }, first.cookies);
  return sessionOf(second);
}

let cookie: Promise<string | undefined> | undefined;

/** The kept session, or one for this command alone from TUTTI_EMAIL and TUTTI_PASSWORD. */
function sessionCookie(): Promise<string | undefined> {
  const { email, password } = givenAccount();
  cookie ??= email && password
    ? signIn({ email, password }, async () => { throw new CommandError('This account has a second factor. Run: tutti sign-in', { exitCode: EXIT.notAllowed }); })
    : Promise.resolve(findSession(serverUrl())?.cookie);
  return cookie;
}

/** Sends a request as the person who is signed in; a problem of the server becomes the command's failure. */
export async function request(method: string, path: string, body?: Body): Promise<Response> {
  const key = givenKey();
  const kept = key ? undefined : await sessionCookie();
  const response = await send(path, { method, ...(kept ? { cookie: kept } : {}), ...(key ? { key } : {}), ...(body ? { body } : {}) });
  if (!response.ok) throw await failure(response);
  return response;
}

export const getJson = async <T>(path: string): Promise<T> => (await request('GET', path)).json() as Promise<T>;
export const postJson = async <T>(path: string, json: unknown): Promise<T> => (await request('POST', path, { json })).json() as Promise<T>;

/** GET without a session: what the process itself answers outside /api. */
export async function probe(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${serverUrl()}${path}`).catch((cause: unknown) => {
    throw new CommandError(`No answer from ${serverUrl()}. Is Tutti running? TUTTI_URL says where it is.`, { cause });
  });
  return { status: response.status, body: await response.json().catch(() => null) };
}
