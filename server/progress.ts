import { setTimeout as sleep } from 'node:timers/promises';

/** Gets lines for people; logs go elsewhere. */
export type Say = (line: string) => void;

const QUIET_MS = 2_000; // what is done sooner needs no line
const AGAIN_MS = 5_000;

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Does the work; when it takes longer than two seconds it says so, and from time to time that it goes on. True in `said` when it spoke. */
export async function withSigns<T>(say: Say, what: string, work: () => Promise<T>): Promise<{ result: T; said: boolean; took: string }> {
  const since = performance.now();
  const done = new AbortController();
  let said = false;
  void (async () => {
    for (let wait = QUIET_MS; ; wait = AGAIN_MS) {
      await sleep(wait, undefined, { signal: done.signal, ref: false });
      say(said ? `${what}: still at it after ${seconds(since)}` : `${what} …`);
      said = true;
    }
  })().catch(() => undefined); // aborted: the work is done
  try {
    return { result: await work(), said, took: seconds(since) };
  } finally {
    done.abort();
  }
}

/** The same, and says when it is done. */
export async function withProgress<T>(say: Say, what: string, work: () => Promise<T>): Promise<T> {
  const { result, said, took } = await withSigns(say, what, work);
  if (said) say(`${what}: done in ${took}`);
  return result;
}
