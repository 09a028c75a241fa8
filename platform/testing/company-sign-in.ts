import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type Claims = Record<string, unknown>;
export type Company = { readonly issuer: string; readonly says: (claims: Claims, amr?: string[]) => void; readonly arrive: (address: string) => Promise<string> } & AsyncDisposable;

/** A company's own sign-in: a real OpenID provider, whose people are what the test says. */
export async function openCompany(returnTo: string): Promise<Company> {
  let [claims, amr]: [Claims, string[]] = [{}, ['pwd']];
  const server: Server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'tutti', client_secret: 'a secret of the test', redirect_uris: [returnTo], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims }) }),
    features: { devInteractions: { enabled: false } }, cookies: { keys: ['k'.repeat(32)] }, pkce: { required: () => true },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void (async () => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    const { prompt, params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: String(claims['sub']), clientId: String(params['client_id']) });
    grant.addOIDCScope('openid email profile');
    await provider.interactionFinished(request, response, prompt.name === 'login' ? { login: { accountId: String(claims['sub']), amr } } : { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
  })());
  return {
    issuer, says(next, how = ['pwd']) { claims = next; amr = how; },
    /** Goes there as a browser does and gives what it comes back with. */
    async arrive(address) {
      const cookies = new Map<string, string>();
      for (let url = address, i = 0; i < 10; i += 1) {
        const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } });
        for (const one of response.headers.getSetCookie()) { const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []; cookies.set(name, value); }
        url = new URL(response.headers.get('location') ?? assert.fail(`${response.status} ${await response.text()}`), url).href;
        if (url.startsWith(returnTo)) return new URL(url).search.slice(1);
      }
      return assert.fail('never came back');
    },
    [Symbol.asyncDispose]: async () => { server.closeAllConnections(); server.close(); await once(server, 'close'); },
  };
}
