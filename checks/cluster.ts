import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#platform/db';

export type Cluster = { readonly url: string; readonly folder: string; stop(): Promise<void> };

/** A PostgreSQL of its own in a folder of its own; both are gone after `stop`. */
export async function openCluster(durable: boolean): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-check-'));
  chmodSync(folder, 0o755); // when we are root, the user who runs PostgreSQL must get in
  const { url, stop } = await startEmbedded({ dataDir: folder, durable, say: () => undefined });
  let stopping: Promise<void> | undefined;
  return {
    url, folder,
    stop: () => (stopping ??= stop().finally(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))),
  };
}
