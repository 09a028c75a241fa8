import pino from 'pino';
import { openDatabase } from '#platform/db';
import type { MailIdentity } from '../types.ts';
import { openSender } from './open-sender.ts';

// A sender in a process of its own, for the test that kills it: `node sender-process.ts '{"url": …, "identity": …, "smtp": …, "now": …}'`.
const given = JSON.parse(process.argv[2] ?? '{}') as { url: string; identity: MailIdentity; smtp: string; now: string; lanes: number };
const db = openDatabase({ url: given.url, clock: () => new Date(given.now), max: 6 });
await openSender({ db, log: pino({ level: 'silent' }), identity: given.identity, transport: { url: given.smtp, builtIn: false }, lanes: given.lanes });
process.stdout.write('open\n');
