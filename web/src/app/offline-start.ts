const STORE = 'tutti-shell-1'; // as in public/sw.js

/** Lets the program start without a network next time: registers the worker, and keeps what this page has loaded before the worker stood. */
export async function prepareOfflineStart(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !('caches' in globalThis)) return;
  try {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name)).filter((url) => url.origin === location.origin && (url.pathname.startsWith('/assets/') || url.pathname === '/scheme.js'));
    const store = await caches.open(STORE);
    const missing = await Promise.all(loaded.map(async ({ pathname }) => ((await store.match(pathname)) ? [] : [pathname])));
    await store.addAll([...new Set(missing.flat())]);
  } catch {
    // a private window keeps nothing: the program then needs the network, as before
  }
}
