import { CommandError, EXIT } from './exit-codes.ts';
import { findSession } from './session-file.ts';
import { givenAccount, serverUrl } from './settings.ts';

type Body = { readonly json?: unknown; readonly stream?: ReadableStream };
type Problem = { readonly title?: string; readonly message?: string; readonly detail?: string; readonly code?: string; readonly fields?: readonly { field: string; message: string }[]; readonly requestId?: string };

const describe = ({ title, message, detail, fields, requestId }: Problem, status: number): string =>
  [detail ?? title ?? message ?? `The server answered ${status}.`, ...(detail ? [] : fields ?? []).map((fault) => `  ${fault.field}: ${fault.message}`), ...(status >= 500 && requestId ? [`  ${requestId}`] : [])].join('\n');

async function send(path: string, { method, cookie, body }: { method: string; cookie?: string; body?: Body }): Promise<Response> {
  const url = serverUrl();
  const type = body?.stream ? 'application/octet-stream' : 'application/json';
  const init: RequestInit & { duplex?: 'half' } = {
    method, redirect: 'error', headers: { accept: 'application/json', ...(cookie ? { cookie } : {}), ...(body ? { 'content-type': type } : {}) },
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
  const message = signedOut ? `Not signed in at ${serverUrl()}. Run: tutti sign-in` : describe(problem, response.status);
  return new CommandError(message, { exitCode: signedOut || response.status === 403 ? EXIT.notAllowed : EXIT.failed, details: problem });
}

type Answered = { readonly body: { readonly twoFactorRedirect?: boolean }; readonly cookies: readonly string[] };

async function authenticate(path: string, json: unknown, cookies: readonly string[] = []): Promise<Answered> {
  const response = await send(`/auth/${path}`, { method: 'POST', cookie: cookies.join('; '), body: { json } });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({})) as Problem;
    throw new CommandError(response.status === 429 ? 'Too many tries. Wait a minute.' : problem.message ?? 'That e-mail address and password do not fit.', { exitCode: EXIT.notAllowed });
  }
  return { body: await response.json() as Answered['body'], cookies: response.headers.getSetCookie().map((one) => one.split(';', 1)[0] as string) };
}

/** Signs in; `code` is asked for where the account has a second factor. Returns the session's cookie. */
export async function signIn(account: { email: string; password: string }, code: () => Promise<string>): Promise<string> {
  const first = await authenticate('sign-in/email', account);
  if (!first.body.twoFactorRedirect) return first.cookies.join('; ');
  const second = await authenticate('two-factor/verify-totp', { code: (await code()).replace(/\s/g, '') }, first.cookies);
  return second.cookies.join('; ');
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
  const kept = await sessionCookie();
  const response = await send(path, { method, ...(kept ? { cookie: kept } : {}), ...(body ? { body } : {}) });
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
