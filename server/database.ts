import { join } from 'node:path';
import { deriveKey, ROOT, type Config } from '#platform/config';
import { appUrl, migrate } from '#platform/db';
import { startEmbedded } from '#platform/db';
import { withProgress, type Say } from './progress.ts';

export type Database = {
  /** May create schemas and roles. */
  readonly ownerUrl: string;
  /** The login role's: owns nothing, bypasses nothing. */
  readonly url: string;
  close(): Promise<void>;
};

async function findOwner(config: Config, say: Say): Promise<Omit<Database, 'url'>> {
  if (!config.databaseUrl) {
    const { url, stop } = await withProgress(say, 'Starting the database', () => startEmbedded({ dataDir: config.dataDir, durable: true, say }));
    return { ownerUrl: url, close: stop };
  }
  return { ownerUrl: config.databaseUrl, close: () => Promise.resolve() };
}

/** Starts or joins the database and brings it to the present schema. */
export async function openOwnDatabase(config: Config, say: Say): Promise<Database> {
  const { ownerUrl, close } = await findOwner(config, say);
  const appPassword = deriveKey(config.secret, 'database');
  try {
    await withProgress(say, 'Bringing the database up to date', () => migrate({ ownerUrl, folder: join(ROOT, 'migrations'), appPassword, say }));
  } catch (cause) {
    await close();
    const where = config.databaseUrl ? `The database of DATABASE_URL (${new URL(ownerUrl).host}) ` : 'The database ';
    throw new Error(`${where}could not be prepared: ${(cause as Error).message || (cause as { code?: string }).code || 'it did not answer'}`, { cause });
  }
  return { ownerUrl, url: appUrl(ownerUrl, appPassword), close };
}
