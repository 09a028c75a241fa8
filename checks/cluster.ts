import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#platform/db';

export type Cluster = { readonly url: string; readonly folder: string; stop(): Promise<void> };

/** A PostgreSQL of its own in a folder of its own; both are gone after `stop`, unless a folder to `keep` is named. */
export async function openCluster(durable: boolean, keep?: string): Promise<Cluster> {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'tutti-check-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755); // when we are root, the user who runs PostgreSQL must get in
  const { url, stop } = await startEmbedded({ dataDir: folder, durable, say: () => undefined });
  let stopping: Promise<void> | undefined;
  return {
    url, folder,
    stop: () => (stopping ??= stop().finally(() => keep ?? rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))),
  };
}
