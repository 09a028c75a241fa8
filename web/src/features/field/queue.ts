import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { usePerson } from '../../app/session.ts';
import { setWaitingChanges } from '../../app/waiting-changes.ts';
import { addWaiting, listWaiting, removeWaiting, type WaitingChange } from './device-store.ts';

type Refused = { readonly change: WaitingChange; readonly error: ProblemError };
type Queue = { readonly waiting: readonly WaitingChange[]; readonly refused: readonly Refused[] };

const RETRY_MS = 15_000;
let queue: Queue = { waiting: [], refused: [] };
const watchers = new Set<() => void>();
let sending: Promise<number> = Promise.resolve(0);

function set(next: Queue): void {
  queue = next;
  setWaitingChanges(next.waiting.length);
  for (const tell of watchers) tell();
}

const isUnreachable = (error: unknown): boolean => !(error instanceof ProblemError) || error.status === 0 || error.status >= 500 || error.status === 401 || error.status === 429 || error.code === 'request.in_flight';

/** Sends one; true when the server took or refused it, false when it must wait. */
async function sendOne(change: WaitingChange): Promise<boolean> {
  try {
    await request('POST', change.path, { body: change.body, idempotencyKey: change.id });
  } catch (error) {
    if (isUnreachable(error)) return false;
    set({ ...queue, refused: [...queue.refused.filter((one) => one.change.visitId !== change.visitId), { change, error: error as ProblemError }] });
  }
  await removeWaiting(change.id);
  set({ ...queue, waiting: queue.waiting.filter((one) => one.id !== change.id) });
  return true;
}

/** Sends what waits in the order in which it was done; stops at the first that cannot leave. Returns how many left. */
async function sendAll(userId: number): Promise<number> {
  set({ ...queue, waiting: await listWaiting(userId) });
  let left = 0;
  for (const change of queue.waiting) { // in order: an acceptance must arrive before its report
    if (!(await sendOne(change))) break;
    left += 1;
  }
  return left;
}

const send = (userId: number): Promise<number> => (sending = sending.catch(() => 0).then(() => sendAll(userId)));

/** Changes that wait on this device, and those that the server refused when they arrived. */
export const useQueue = (): Queue => useSyncExternalStore((tell) => { watchers.add(tell); return () => watchers.delete(tell); }, () => queue);

export const dismissRefused = (id: string): void => set({ ...queue, refused: queue.refused.filter((one) => one.change.id !== id) });

/** Does something to a visit: kept on the device first, then sent; without a network it leaves by itself later. */
export function useChangeVisit() {
  const userId = Number(usePerson()?.userId ?? 0);
  const client = useQueryClient();
  const flush = useCallback(async () => {
    if ((await send(userId)) > 0) await Promise.all(['field', 'work'].map((topic) => client.invalidateQueries({ queryKey: [topic] })));
  }, [client, userId]);
  useEffect(() => {
    if (!userId) return;
    const tryAgain = () => void flush();
    tryAgain();
    window.addEventListener('online', tryAgain);
    const timer = setInterval(() => { if (queue.waiting.length > 0) tryAgain(); }, RETRY_MS);
    return () => {
      window.removeEventListener('online', tryAgain);
      clearInterval(timer);
    };
  }, [flush, userId]);
  return useCallback(async (visitId: number, verb: 'accept' | 'decline' | 'report', body: Readonly<Record<string, unknown>> = {}) => {
    set({ ...queue, refused: queue.refused.filter((one) => one.change.visitId !== visitId) });
    const change: WaitingChange = { id: crypto.randomUUID(), userId, visitId, path: `/field/visits/${visitId}/${verb}`, body, queuedAt: Date.now() };
    await addWaiting(change);
    set({ ...queue, waiting: [...queue.waiting, change] });
    await flush();
  }, [flush, userId]);
}
