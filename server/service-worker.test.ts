import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

const ORIGIN = 'https://tutti.example';

/** The worker in a browser of its own: a cache, and a network that can go away. */
async function openWorker() {
  const kept = new Map<string, Response>();
  const pathOf = (request: Request | string) => new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname;
  const store = {
    match: async (request: Request | string) => kept.get(pathOf(request))?.clone(),
    put: async (request: Request | string, response: Response) => { kept.set(pathOf(request), response); },
    keys: async () => [...kept.keys()].map((path) => ({ url: ORIGIN + path })),
    delete: async (file: { url: string }) => kept.delete(pathOf(file.url)),
  };
  const heard = new Map<string, (event: unknown) => void>();
  const network = { version: 1, isThere: true };
  const fetch = async (request: Request) => {
    if (!network.isThere) throw new TypeError('no network');
    return new Response(`${pathOf(request)} ${network.version}`, { headers: { 'content-type': pathOf(request).includes('.') ? 'text/javascript' : 'text/html' } });
  };
  const caches = { open: async () => store, match: store.match, keys: async () => [], delete: async () => true };
  const self = { addEventListener: (name: string, hear: (event: unknown) => void) => heard.set(name, hear), location: { origin: ORIGIN }, skipWaiting: async () => undefined };
  runInNewContext(await readFile(new URL('../web/public/sw.js', import.meta.url), 'utf8'), { self, caches, fetch, URL, Promise });
  const ask = async (path: string, mode = 'no-cors', method = 'GET'): Promise<string | undefined> => {
    let answer: Promise<Response> | undefined;
    let after: Promise<unknown> | undefined;
    heard.get('fetch')?.({ request: { url: ORIGIN + path, method, mode }, respondWith: (given: Promise<Response>) => { answer = given; }, waitUntil: (given: Promise<unknown>) => { after = given; } });
    await after;
    return (await answer)?.text();
  };
  return { ask, kept, network };
}

test('what older versions left is thrown away when a page is opened, the newest stays', async () => {
  const { ask, kept } = await openWorker();
  for (let version = 0; version < 450; version += 1) await ask(`/assets/a-${version}.js`);
  await ask('/', 'navigate');
  assert.deepEqual([kept.has('/assets/a-0.js'), kept.has('/assets/a-49.js'), kept.has('/assets/a-50.js'), kept.has('/assets/a-449.js')], [false, false, true, true]);
});

test('the worker leaves the API alone, keeps the program, and never serves an old copy of what has a fixed name', async () => {
  const { ask, kept, network } = await openWorker();
  for (const path of ['/api/session', '/api/live', '/fhir/Patient']) assert.equal(await ask(path), undefined, path);
  assert.equal(await ask('/assets/a-1.js', 'no-cors', 'POST'), undefined);
  for (const path of ['/assets/a-1.js', '/scheme.js']) assert.equal(await ask(path), `${path} 1`);
  assert.equal(await ask('/customers/7', 'navigate'), '/customers/7 1');
  network.version = 2;
  assert.equal(await ask('/assets/a-1.js'), '/assets/a-1.js 1', 'its name says what it holds');
  assert.equal(await ask('/scheme.js'), '/scheme.js 2');
  network.isThere = false;
  assert.equal(await ask('/scheme.js'), '/scheme.js 2');
  assert.equal(await ask('/work', 'navigate'), '/customers/7 1', 'any page is the shell');
  assert.deepEqual([...kept.keys()].sort(), ['/', '/assets/a-1.js', '/scheme.js']);
});
