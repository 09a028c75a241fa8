/** What this device keeps for the field: the last day that was read, and changes that wait to be sent. Browsers without IndexedDB keep it for the visit alone. */

export type WaitingChange = {
  /** Also the Idempotency-Key: sent twice, it is one change. */
  readonly id: string;
  readonly userId: number;
  readonly visitId: number;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly queuedAt: number;
};

const NAME = 'tutti-field';
const VERSION = 1;
const memory = { kept: new Map<string, unknown>(), waiting: new Map<string, WaitingChange>() };
let opened: Promise<IDBDatabase | null> | undefined;

function open(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    if (!('indexedDB' in globalThis)) return resolve(null);
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('kept');
      asked.result.createObjectStore('waiting', { keyPath: 'id' });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null); // a private window may forbid it
  });
  return opened;
}

async function inStore<T>(store: 'kept' | 'waiting', mode: IDBTransactionMode, work: (objects: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  const db = await open();
  if (!db) return undefined;
  return new Promise((resolve, reject) => {
    const asked = work(db.transaction(store, mode).objectStore(store));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('The device store failed'));
  });
}

export async function keep(key: string, value: unknown): Promise<void> {
  memory.kept.set(key, value);
  await inStore('kept', 'readwrite', (objects) => objects.put(value, key)).catch(() => undefined); // a full disk must not stop the page
}

export const kept = async <T>(key: string): Promise<T | undefined> => ((await inStore<T>('kept', 'readonly', (objects) => objects.get(key) as IDBRequest<T>).catch(() => undefined)) ?? memory.kept.get(key)) as T | undefined;

export async function addWaiting(change: WaitingChange): Promise<void> {
  memory.waiting.set(change.id, change);
  await inStore('waiting', 'readwrite', (objects) => objects.put(change));
}

export async function removeWaiting(id: string): Promise<void> {
  memory.waiting.delete(id);
  await inStore('waiting', 'readwrite', (objects) => objects.delete(id));
}

/** This person's waiting changes, oldest first. */
export async function listWaiting(userId: number): Promise<WaitingChange[]> {
  const stored = (await inStore<WaitingChange[]>('waiting', 'readonly', (objects) => objects.getAll() as IDBRequest<WaitingChange[]>).catch(() => undefined)) ?? [...memory.waiting.values()];
  return stored.filter((change) => change.userId === userId).sort((a, b) => a.queuedAt - b.queuedAt);
}
