const QUIET_AFTER_MS = 60_000;
let lastDeedAt = Date.now();

const page = globalThis as { addEventListener?: (type: string, listener: () => void, options: object) => void }; // none where tests run without a page
for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart']) page.addEventListener?.(type, () => { lastDeedAt = Date.now(); }, { capture: true, passive: true });

/** Nobody has touched this page for a minute: what it asks now, it asks by itself. */
export const isQuiet = (): boolean => Date.now() - lastDeedAt > QUIET_AFTER_MS;
