import type { Caller, SignIn } from '#platform/auth';
import type { Raw, RouteContext } from '#platform/http';

/** JSON with cookies, or with what is shown once: it is sent as it is, and what keeps answers for repeated requests keeps nothing of it. */
export const answerOnce = (body: unknown, cookies: readonly string[] = []): Raw => ({
  raw: true, type: 'application/json; charset=utf-8', body: JSON.stringify(body), headers: { 'cache-control': 'no-store', ...(cookies.length ? { 'set-cookie': [...cookies] } : {}) },
});

/** Who asks, for the sign-in. */
export function callerOf(signIn: SignIn, { headers, address }: Pick<RouteContext<unknown>, 'headers' | 'address'>): Caller {
  const given = new Headers();
  for (const name of ['cookie', 'user-agent']) if (typeof headers[name] === 'string') given.set(name, headers[name]);
  return signIn.callerOf(given, address);
}
