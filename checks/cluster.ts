import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#platform/db';

export type Cluster = { readonly url: string; readonly folder: string; stop(): Promise<void> };

const ROOM = 4 * 1024 ** 3;

/**
 * Where a cluster lives that may be lost: in memory when there is plenty. Each test makes and removes a database of a thousand files, and ext4 looks for
 * inodes that were not freed a moment ago: three quarters of the suite's processor time went there.
 */
function placeOf(durable: boolean): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    accessSync('/dev/shm', constants.W_OK);
    return !durable && bavail * bsize >= ROOM ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** A PostgreSQL of its own in a folder of its own; both are gone after `stop`, unless a folder to `keep` is named. */
export async function openCluster(durable: boolean, keep?: string): Promise<Cluster> {
  const folder = keep ?? mkdtempSync(join(placeOf(durable), 'tutti-check-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755); // when we are root, the user who runs PostgreSQL must get in
  const { url, stop } = await startEmbedded({ dataDir: folder, durable, say: () => undefined });
  let stopping: Promise<void> | undefined;
  return {
    url, folder,
    stop: () => (stopping ??= stop().finally(() => keep ?? rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))),
  };
}

/** Whoever ends us ends the database with us. */
export function stopOnSignals(cluster: Cluster): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void cluster.stop().finally(() => process.exit(130)));
}
