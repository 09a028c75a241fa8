import { spawn } from 'node:child_process';
import { closeSync, existsSync, fchownSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { probe } from './connect.ts';
import { processMark, worksIn } from './identify-process.ts';
import { childOptions } from './run-as.ts';

const POLL_MS = 20;
const START_MS = 10 * 60_000; // recovery after a crash replays up to max_wal_size
const FAST_STOP_MS = 10_000; // it writes out what is dirty: seconds for 2 GB
const IMMEDIATE_STOP_MS = 10_000; // the server itself kills what does not heed it after 5 s
const PORTS = { from: 20_000, count: 10_000 }; // below the range that systems give to outgoing connections
const LOG_BYTES = 10 * 1024 ** 2;
const NO_SUCH_PID = 2_147_483_646; // above every system's limit

export type Running = { readonly port: number; readonly adopted: boolean };

type Postmaster = { readonly pid: number; readonly port: number; readonly status: string };

/** Adopts the server that runs on the cluster, or starts one. */
export async function ensureServer(cluster: Cluster): Promise<Running> {
  const until = Date.now() + START_MS;
  let why = '';
  while (Date.now() < until) {
    const adopted = await adopt(cluster);
    if (adopted) return { port: adopted.port, adopted: true };
    const launched = await launch(cluster, await findFreePort());
    if ('port' in launched) return { port: launched.port, adopted: false };
    why = launched.again;
    if (!why.includes('bind')) await sleep(500); // an orphan of a killed server, or another's start, needs a moment
  }
  throw new Error(`PostgreSQL could not be started within ${START_MS / 60_000} minutes (${why}): see ${logFile(cluster)} and start again.`);
}

/** Stops the cluster's server, if one runs: in order, and at once when that takes more than 10 s. */
export async function stopServer(pg: string, log: string): Promise<void> {
  const found = findPostmaster(pg);
  if (!found || !isOurs(found, pg)) return;
  const { pid } = found;
  const mark = processMark(pid);
  for (const [signal, wait] of [['SIGINT', FAST_STOP_MS], ['SIGQUIT', IMMEDIATE_STOP_MS]] as const) {
    signalServer(pid, signal);
    for (const until = Date.now() + wait; Date.now() < until; await sleep(POLL_MS)) {
      if (processMark(pid) !== mark) return;
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) did not stop: end it with "kill -QUIT ${pid}"; nothing is lost, it recovers at the next start.\n${tail(log)}`);
}

/** Asks for an orderly stop without waiting, for a process that is about to end. */
export function stopServerSoon(pg: string): void {
  const found = findPostmaster(pg);
  if (found && isOurs(found, pg)) signalServer(found.pid, 'SIGINT');
}

export const logFile = (cluster: Pick<Cluster, 'state'>) => join(cluster.state, 'server.log');

async function adopt(cluster: Cluster): Promise<Postmaster | null> {
  const found = findPostmaster(cluster.pg);
  if (!found) return null;
  if (!isOurs(found, cluster.pg)) {
    disownLock(cluster.pg);
    return null;
  }
  if (found.status === 'stopping') { // and may wait for its last client for ever
    await stopServer(cluster.pg, logFile(cluster));
    return null;
  }
  if (found.status !== 'ready') cluster.say(`PostgreSQL (process ${found.pid}) is starting; waiting for it.`);
  return awaitReady(cluster, () => processMark(found.pid) === null);
}

async function launch(cluster: Cluster, port: number): Promise<Postmaster | { readonly again: string }> {
  const log = logFile(cluster);
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a', 0o600);
  const { uid, gid } = statSync(cluster.state);
  if (process.getuid?.() === 0) fchownSync(output, uid, gid); // root may start once what its owner starts again
  const since = statSync(log).size;
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.pg, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='], {
    ...childOptions(cluster.user),
    detached: true, // a session of its own: the terminal's Ctrl-C is for us, who stop it in order
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  let ended: string | null = null;
  child.once('error', (error) => { ended = error.message; });
  child.once('exit', (code, signal) => { ended ??= `it ended with ${signal ?? code}`; });

  const ready = await awaitReady(cluster, () => ended !== null);
  if (ready) return ready;
  const said = tail(log, since);
  const passing = /could not bind|could not create any TCP\/IP sockets|lock file "postmaster.pid" already exists|pre-existing shared memory block/.exec(said);
  if (passing) return { again: passing[0] === 'could not create any TCP/IP sockets' ? 'could not bind' : passing[0] };
  throw new Error(`PostgreSQL did not start on ${cluster.pg} (${ended ?? 'it vanished'}): mend what its log says and start again.\n${said}`);
}

// Resolves to null when the server is gone; a server that recovers is waited for as long as it lives.
async function awaitReady(cluster: Cluster, isGone: () => boolean): Promise<Postmaster | null> {
  const since = Date.now();
  let saidAt = since;
  for (;;) {
    const gone = isGone(); // asked first: what the file says after that is final
    const found = findPostmaster(cluster.pg);
    if (gone) return null;
    if (found?.status === 'ready' && isOurs(found, cluster.pg)) {
      const state = await probe({ port: found.port, password: cluster.password }, cluster.pg);
      if (state === 'ready') return found;
      if (state !== 'busy') throw new Error(`The PostgreSQL that runs on ${cluster.pg} (process ${found.pid}) does not accept us (${state.refused}): put the password it was made with back into ${join(cluster.state, 'password')} and start again.`);
    }
    const now = Date.now();
    if (now - since > START_MS) throw new Error(`PostgreSQL on ${cluster.pg} is not ready after ${START_MS / 60_000} minutes: see its log, stop process ${found?.pid} and start again.\n${tail(logFile(cluster))}`);
    if (now - saidAt > 5_000) {
      saidAt = now;
      cluster.say('PostgreSQL is still starting; after a crash it replays its log, which may take minutes.');
    }
    await sleep(POLL_MS);
  }
}

function findPostmaster(pg: string): Postmaster | null {
  const file = join(pg, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Math.abs(Number(lines[0])) || 0, port: Number(lines[3]), status: lines[7]?.trim() ?? 'starting' };
}

// The pid alone proves nothing: after a crash or in a new container a stranger may have it.
const isOurs = ({ pid }: Postmaster, pg: string) => pid > 0 && worksIn(pid, pg);

// PostgreSQL refuses to start while the pid in its lock lives, whosever it is. Putting in one that cannot live, rather than
// removing the file, leaves it the other half of its check: whether orphans of the old server still use the shared memory.
function disownLock(pg: string): void {
  const file = join(pg, 'postmaster.pid');
  const [pid, ...rest] = readFileSync(file, 'utf8').split('\n');
  if (pid && Number(pid) && rest.length > 1) writeFileSync(file, [NO_SUCH_PID, ...rest].join('\n'));
  else rmSync(file, { force: true }); // cut short by a crash; PostgreSQL would refuse it for ever
}

function signalServer(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
    const free = await new Promise<boolean>((resolve) => {
      const listener = createServer();
      listener.once('error', () => resolve(false));
      listener.listen({ port, host: '127.0.0.1', exclusive: true }, () => listener.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error(`PostgreSQL found no free port on 127.0.0.1 between ${PORTS.from} and ${PORTS.from + PORTS.count - 1} in 200 tries: end programs that hold them, or allow listening on 127.0.0.1.`);
}

/** The last lines of the log, of this start alone when its beginning is known. */
function tail(log: string, since = 0): string {
  if (!existsSync(log)) return '(the log is empty)';
  const lines = readFileSync(log).subarray(since).toString().trimEnd().split('\n');
  return lines.slice(-20).join('\n') || '(the log is empty)';
}
