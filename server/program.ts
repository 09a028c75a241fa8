import pino, { type Logger } from 'pino';
import { addPerson, watchReads } from '#access';
import { openChannels } from '#channels';
import { openFileStore, visibleCustomers } from '#customers';
import { openAnchorKey, registerAnchorKey, type AnchorKey } from '#platform/audit';
import { clearEnded, openSignIn, ROLE_WORDS, type SignIn } from '#platform/auth';
import { clockOf, deriveKey, type Config } from '#platform/config';
import { openDatabase, type Db } from '#platform/db';
import { deliverEvents } from '#platform/events';
import { buildServer, type Route } from '#platform/http';
import { startJobs, type JobTask } from '#platform/jobs';
import { keepPresence, loadDemoWhenEmpty, type DemoAccount } from '../demo/index.ts';
import { cronOf } from './cron.ts';
import { openOwnDatabase, type Database } from './database.ts';
import { crontab, handlers, jobs, routes } from './modules.ts';
import { ownRoutes } from './own-routes.ts';
import { platformCrontab, platformJobsWith, sealSoon } from './platform-jobs.ts';
import { policy } from './policy.ts';
import { isDiskFull } from './full-disk.ts';
import { findPort } from './port.ts';
import type { Say } from './progress.ts';
import { openInvitationMail } from './send-invitation.ts';
import { prepareWebApp } from './web-app.ts';

export type Program = {
  /** Where the pages are; null for a worker. */
  readonly address: string | null;
  readonly accounts: readonly DemoAccount[];
  /** Stops everything in order: first what comes in, then what runs, then the store. */
  stop(): Promise<void>;
};

// What an error carries beyond this (a driver's client, the key of a row) may hold secrets and names: logs hold ids alone.
const errorForLog = (error: Error & { code?: string }): object => ({
  type: error.name, code: error.code, message: error.message, stack: error.stack, ...(error.cause instanceof Error ? { cause: errorForLog(error.cause) } : {}),
});

const openLog = (config: Config): Logger =>
  pino({ level: config.logLevel, base: { pid: process.pid }, serializers: { err: errorForLog } }, pino.destination({ fd: 2, sync: false }));

type Closing = () => Promise<void>;
type Parts = { readonly config: Config; readonly database: Database; readonly db: Db; readonly signIn: SignIn; readonly log: Logger; readonly say: Say; readonly port: number; readonly address: string; readonly anchorKey: AnchorKey };

async function startWorker({ config, database, db, signIn, log, anchorKey }: Parts): Promise<Closing> {
  const tasks: Readonly<Record<string, JobTask>> = { ...jobs, ...platformJobsWith({ key: anchorKey, config }), 'demo.presence': keepPresence, 'sign-in.clear-ended': async () => clearEnded(signIn.parts), 'events.deliver': deliverEvents(handlers) };
  const cron = cronOf(`${crontab}\n${platformCrontab}\n11 * * * * demo.presence\n37 * * * * sign-in.clear-ended`, tasks);
  const runner = await startJobs({ db, url: database.url, log: log.child({ part: 'jobs' }), tasks: cron.tasks, crontab: cron.crontab, concurrency: config.role === 'worker' ? 8 : 4 });
  const sealer = sealSoon(db, log);
  return async () => {
    await runner.stop();
    await sealer.stop();
  };
}

async function startMail({ config, db, log, address }: Parts): Promise<Closing> {
  const channels = await openChannels({
    db, log: log.child({ part: 'mail' }), smtpUrl: config.smtpUrl, smtpInPort: config.smtpInPort, works: config.role !== 'http',
    identity: { secret: deriveKey(config.secret, 'channels'), mailFrom: config.mailFrom, mailDomain: config.mailDomain, ownUrl: address, company: config.company, dkim: config.dkim },
  });
  return () => channels.close();
}

type Serving = { readonly webFolder: string; readonly own: readonly Route[] };

async function startHttp({ config, db, signIn, log, port }: Parts, { webFolder, own }: Serving): Promise<Closing> {
  const app = await buildServer({ db, routes: [...own, ...routes], policy, signIn, visibleCustomers, watch: watchReads, log: log.child({}, { level: config.logLevel === 'info' ? 'warn' : config.logLevel }), webFolder, trustProxy: config.trustProxy });
  await app.listen({ host: config.host, port });
  return () => app.close();
}

/** Whom a provider vouches for is put on file by the company, not by a person: the trail says so. */
const addVouchedFor = (db: Db): NonNullable<SignIn['addPerson']> => ({ role, function: works, ...person }) =>
  addPerson(db, { kind: 'system', role: 'administrator', userId: null }, { ...person, role: role as never, roleTitle: ROLE_WORDS[role], function: works as never, reason: 'The company’s sign-in vouches for this person.' });

const shown = (host: string) => (host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host);

async function openParts(config: Config, say: Say, closings: Closing[]): Promise<Parts> {
  const log = openLog(config);
  openFileStore({ dataDir: config.dataDir });
  const database = await openOwnDatabase(config, say);
  closings.unshift(database.close);
  const port = config.role === 'worker' ? 0 : await findPort(config.host, config.port);
  if (port !== 0 && config.port !== 0 && port !== config.port) say(`Port ${config.port} is taken; using ${port}.`);
  const db = openDatabase({ url: database.url, clock: clockOf(config), onError: (error) => log.warn({ err: error }, 'a database connection was lost') });
  closings.unshift(db.close);
  const address = config.publicUrl ?? `http://${shown(config.host)}:${port || config.port}`; // a worker writes links to the pages of another process
  const signIn = openSignIn({ db, url: database.url, secret: deriveKey(config.secret, 'sign-in'), publicUrl: address, addPerson: addVouchedFor(db), onFault: (error) => log.error({ err: error }, 'the trail of sign-ins could not be written') });
  closings.unshift(signIn.close);
  const anchorKey = openAnchorKey({ dataDir: config.dataDir, given: config.auditKey });
  if (!await registerAnchorKey(db, anchorKey, { isGiven: config.auditKey !== undefined })) log.warn({ keyId: anchorKey.current().keyId }, 'the key that signs the audit trail lies with another process: anchors are made there');
  return { config, database, db, signIn, log, say, port, address, anchorKey };
}

/** Starts what the settings ask for: pages, work, or both, on one database. */
export async function startProgram(config: Config, say: Say): Promise<Program> {
  const closings: Closing[] = [];
  const stop = async () => {
    for (const close of closings.splice(0)) await close(); // each part may still need the ones after it
  };
  try {
    const built = config.role === 'worker' ? Promise.resolve('') : prepareWebApp(say);
    built.catch(() => undefined); // told below, after the database had its turn
    const parts = await openParts(config, say, closings);
    const accounts = await loadDemoWhenEmpty({ ...parts, wanted: config.demo, now: parts.db.clock().toISOString() });
    const webFolder = await built;
    closings.unshift(await startMail(parts));
    if (config.role !== 'http') closings.unshift(await startWorker(parts));
    if (config.role === 'worker') return { address: null, accounts: [], stop };
    closings.unshift(await startHttp(parts, { webFolder, own: ownRoutes({ policy, accounts, signIn: parts.signIn, send: openInvitationMail(config), key: parts.anchorKey, company: config.company.name, dataDir: config.dataDir, lists: () => routes }) }));
    return { address: parts.address, accounts, stop };
  } catch (error) {
    await stop().catch(() => undefined); // the first failure is the one to tell
    if (!isDiskFull(error)) throw error;
    throw new Error(`The disk is full on which ${config.databaseUrl ? 'the database' : config.dataDir} is: free some room (the demo company takes half a gigabyte) and start again. Nothing that was saved is lost.`, { cause: error });
  }
}
