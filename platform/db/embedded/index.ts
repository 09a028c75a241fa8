import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBinaries } from './binaries.ts';
import { checkVersion, choosePlace, createCluster, findPlace, leftOver, ownerPassword, writeSettings } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { DATABASE, ensureDatabase, ownerUrl } from './connect.ts';
import { hold, letGo } from './holders.ts';
import type { Holder } from './holders.ts';
import { withLock } from './lock.ts';
import { canEnter, chooseUser } from './run-as.ts';
import { ensureServer, logFile, stopServer, stopServerSoon } from './server.ts';

export type EmbeddedOptions = {
  /** The program's data directory, e.g. `<checkout>/.tutti`; the database lives in `postgres` below it. */
  readonly dataDir: string;
  /** False for tests' clusters alone: quicker, and lost when the machine goes down. */
  readonly durable: boolean;
  /** Gets lines on progress, for people. */
  readonly say: (line: string) => void;
  /** Settings of the server that win over ours; they count only for the start that starts the server. */
  readonly settings?: Readonly<Record<string, string>>;
};

export type Embedded = {
  /** The owner's (a superuser's) connection string to the database "tutti". */
  readonly url: string;
  /** Whether the server ran already, for another Tutti process or left behind by a killed one. */
  readonly adopted: boolean;
  /** Stops the server in order, unless another living Tutti process uses it. */
  stop(): Promise<void>;
};

type Use = { readonly holder: Holder; readonly pg: string };

// Uses that this process has not given back. A process that ends without `stop` (an error that nobody caught) takes its server with
// it; one that is killed cannot, and the next start adopts the server.
const uses = new Set<Use>();
process.on('exit', () => {
  for (const { holder, pg } of uses) {
    try {
      if (letGo(holder)) stopServerSoon(pg);
    } catch {
      // its directory was removed; the server notices by itself within a minute
    }
  }
});

/** Starts the embedded PostgreSQL on the data directory, or joins the one that runs there; the first start makes the database. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const state = stateDirectory(options.dataDir);
  const lock = { path: join(state, 'lock'), say: options.say };

  const { cluster, running, use } = await withLock(lock, async () => {
    const holder = hold(join(state, 'holders'));
    let current: Use | null = null;
    try {
      const opened = await openCluster(state, options);
      uses.add(current = { holder, pg: opened.pg });
      const server = await ensureServer(opened);
      await ensureDatabase({ port: server.port, password: opened.password });
      return { cluster: opened, running: server, use: current };
    } catch (error) {
      if (current) uses.delete(current);
      if (letGo(holder) && current) await stopServer(current.pg, join(state, 'server.log'));
      throw error;
    }
  });
  const where = `PostgreSQL ${cluster.binaries.version} on 127.0.0.1:${running.port}`;
  options.say(running.adopted ? `Joined the ${where}, which runs already.` : `${where} is ready.`);

  let stopping: Promise<void> | undefined;
  const leave = async () => {
    uses.delete(use);
    if (letGo(use.holder)) await stopServer(cluster.pg, logFile(cluster));
  };
  return {
    url: ownerUrl({ port: running.port, password: cluster.password }, DATABASE),
    adopted: running.adopted,
    stop: () => (stopping ??= existsSync(state) ? withLock(lock, leave) : leave()), // somebody may have removed the directory meanwhile
  };
}

async function openCluster(state: string, options: EmbeddedOptions): Promise<Cluster> {
  const { say, durable, settings = {} } = options;
  const existing = findPlace(state, say);
  const user = chooseUser(existing && join(existing, 'pg'));
  if (existing && !canEnter(user, existing)) {
    throw new Error(`PostgreSQL runs as user "${user?.name}", who owns the database but may no longer enter ${existing}: let that user pass through the directories above it (chmod o+x), or move the data directory to where it may.`);
  }
  const binaries = findBinaries({ user, say });
  const place = existing ?? choosePlace(state, user, say);
  const password = ownerPassword(state, existing !== null);
  const cluster: Cluster = { state, pg: join(place, 'pg'), password, user, binaries, say };
  if (!existing) {
    await reportLeftOver(leftOver(place, state), say);
    say(`Making the database in ${place} (once).`);
    await createCluster(cluster, place, durable);
  }
  checkVersion(cluster);
  writeSettings(cluster, { durable, settings });
  return cluster;
}

function stateDirectory(dataDir: string): string {
  const state = join(resolve(dataDir), 'postgres');
  try {
    mkdirSync(join(state, 'holders'), { recursive: true });
    accessSync(state, constants.W_OK);
    return realpathSync(state);
  } catch (error) {
    throw new Error(`The data directory ${dataDir} cannot be written (${(error as Error).message}): make it yours, or name another one with TUTTI_DATA_DIR.`, { cause: error });
  }
}

// Left over by a data directory that was removed or moved while a killed program's server still ran.
async function reportLeftOver(others: readonly string[], say: (line: string) => void): Promise<void> {
  for (const other of others) {
    await stopServer(join(other, 'pg'), '');
    say(`The database of a data directory that was removed or moved is still in ${other}; remove it when nobody needs it.`);
  }
}
