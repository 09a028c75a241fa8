// Lets the installed app start without a network: pages come from the network when there is one, else from the last copy of the shell.
// It keeps the program alone, never an answer of the API: what a person may see is decided anew each time, and what is kept for the field has its own place.
const STORE = 'tutti-shell-1';
const SHELL = '/';
const MOST_FILES = 400; // a few builds' worth; file names carry their content, so old ones are only weight
const FIXED = ['/scheme.js', '/favicon.svg', '/manifest.webmanifest']; // names that stay when the content changes

async function keepPage(response) {
  if (response.ok && response.headers.get('content-type')?.includes('text/html')) await (await caches.open(STORE)).put(SHELL, response.clone());
  return response;
}

async function page(request) {
  try {
    return await keepPage(await fetch(request));
  } catch (error) {
    const copy = await caches.match(SHELL);
    if (copy) return copy;
    throw error;
  }
}

async function prune() {
  const store = await caches.open(STORE);
  const files = (await store.keys()).filter((file) => new URL(file.url).pathname.startsWith('/assets/'));
  await Promise.all(files.slice(0, Math.max(0, files.length - MOST_FILES)).map((file) => store.delete(file)));
}

async function asset(request) {
  const store = await caches.open(STORE);
  const copy = await store.match(request);
  if (copy) return copy;
  const response = await fetch(request);
  if (response.ok) await store.put(request, response.clone());
  return response;
}

/** The newest when there is a network: a copy of an older version must not outlive it. */
async function fixed(request) {
  const store = await caches.open(STORE);
  try {
    const response = await fetch(request);
    if (response.ok) await store.put(request, response.clone());
    return response;
  } catch (error) {
    const copy = await store.match(request);
    if (copy) return copy;
    throw error;
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(fetch(SHELL).then(keepPage).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/') || pathname.startsWith('/fhir')) return;
  if (request.mode === 'navigate') {
    event.respondWith(page(request));
    event.waitUntil(prune()); // once for a page, not for each of its files
  }
  else if (FIXED.includes(pathname)) event.respondWith(fixed(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
});
