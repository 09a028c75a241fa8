import { createHash, createPrivateKey, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readDkim, type Dkim } from './dkim.ts';
import { isAddressOrRange, listOf } from './trust-proxy.ts';

/** The folder that holds package.json. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const emptyIsAbsent = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyIsAbsent, schema.optional());
const flag = (fallback: boolean) =>
  z.preprocess(emptyIsAbsent, z.enum(['true', 'false', '1', '0']).default(fallback ? 'true' : 'false'))
    .transform((text) => text === 'true' || text === '1');

function isEd25519(pem: string): boolean {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n')).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

const environment = z.object({
  PORT: z.preprocess(emptyIsAbsent, z.coerce.number({ error: 'PORT is a number such as 8080' }).int().min(0).max(65_535).default(8080)),
  HOST: z.preprocess(emptyIsAbsent, z.string().default('127.0.0.1')),
  TUTTI_DATA_DIR: optional(z.string()),
  TUTTI_SECRET: optional(z.string().min(32, 'TUTTI_SECRET needs at least 32 characters; `openssl rand -hex 32` makes one')),
  TUTTI_PUBLIC_URL: optional(z.url({ error: 'TUTTI_PUBLIC_URL is an address such as https://tutti.example' })),
  TUTTI_TRUST_PROXY: z.preprocess(emptyIsAbsent, z.string().default('').transform(listOf)
    .refine((ranges) => ranges.every(isAddressOrRange), 'TUTTI_TRUST_PROXY is a list of addresses or ranges such as 10.0.0.3, 10.1.0.0/16')),
  TUTTI_ROLE: z.preprocess(emptyIsAbsent, z.enum(['all', 'http', 'worker']).default('all')),
  TUTTI_DEMO: flag(true),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'DATABASE_URL starts with postgres://')),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, 'SMTP_URL starts with smtp:// or smtps://')),
  MAIL_FROM: z.preprocess(emptyIsAbsent, z.string().default('ABC Pharmaceuticals <hello@abc.example>')),
  COMPANY_NAME: z.preprocess(emptyIsAbsent, z.string().default('ABC Pharmaceuticals')),
  COMPANY_ADDRESS: z.preprocess(emptyIsAbsent, z.string().default('1 Example Plaza, New York, NY 10001')),
  MAIL_DOMAIN: z.preprocess(emptyIsAbsent, z.string().default('abc.example')),
  SMTP_IN_PORT: z.preprocess(emptyIsAbsent, z.coerce.number().int().min(0).max(65_535).default(0)),
  TUTTI_AUDIT_KEY: optional(z.string().refine(isEd25519, 'TUTTI_AUDIT_KEY is an Ed25519 private key in PEM (PKCS #8); `openssl genpkey -algorithm ed25519` makes one')),
  TUTTI_ANCHOR_FILE: optional(z.string()),
  TUTTI_ANCHOR_MAIL: optional(z.email({ error: 'TUTTI_ANCHOR_MAIL is one mail address' })),
  npm_lifecycle_event: optional(z.string()),
  TUTTI_CLOCK: optional(z.iso.datetime({ offset: true, error: 'TUTTI_CLOCK is an instant such as 2026-11-23T14:00:00Z' })),
  LOG_LEVEL: z.preprocess(emptyIsAbsent, z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')),
});

export type Config = Readonly<{
  port: number;
  host: string;
  dataDir: string;
  /** Base of every derived key; kept in the data directory when the environment names none. */
  secret: string;
  publicUrl: string | undefined;
  /** Proxies of ours that may say for whom they ask: addresses or ranges. */
  trustProxy: readonly string[];
  role: 'all' | 'http' | 'worker';
  /** Load the demo company into an empty database. */
  demo: boolean;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  mailDomain: string;
  /** What signs our mail; without it whoever takes it may. */
  dkim: Dkim | undefined;
  /** Who writes, as each mail must say: name and postal address. */
  company: Readonly<{ name: string; address: string }>;
  smtpInPort: number;
  /** What signs the anchors of the audit trail; left out, a key in the data directory does. */
  auditKey: string | undefined;
  /** Where each new anchor goes besides: the end of a file, a mail address. */
  anchorFile: string | undefined;
  anchorMail: string | undefined;
  logLevel: string;
  /** Where the clock stands at the start, for drills and tests at a chosen date; it runs on from there. */
  clockStart: string | undefined;
  /** npm is our parent: when it is killed, so are we. */
  startedByNpm: boolean;
}>;

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = randomBytes(32).toString('hex');
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (existsSync(file)) return readFileSync(file, 'utf8').trim(); // another process was quicker
    throw new Error(`The data directory ${dataDir} cannot be written (${(error as Error).message}): make it yours, make room on its disk, or name another one with TUTTI_DATA_DIR.`, { cause: error });
  }
  return secret;
}

/** Reads the environment once, names every fault at once, and hands out a frozen object. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  const { dkim, faults } = readDkim(env);
  if (!parsed.success || faults.length > 0) {
    const lines = [...(parsed.error?.issues ?? []).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`), ...faults.map((fault) => `  ${fault}`)];
    throw new Error(`The settings in the environment are not valid:\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  if (e.DATABASE_URL && e.TUTTI_ROLE !== 'all' && !e.TUTTI_SECRET) throw new Error('Pages and work run as processes of their own on one database: give each the same TUTTI_SECRET; `openssl rand -hex 32` makes one.');
  if (e.TUTTI_ANCHOR_MAIL && !e.SMTP_URL) throw new Error('TUTTI_ANCHOR_MAIL sends anchors outside: name the mail server in SMTP_URL.');
  const dataDir = resolve(e.TUTTI_DATA_DIR ?? join(ROOT, '.tutti'));
  return Object.freeze({
    port: e.PORT,
    host: e.HOST,
    dataDir,
    secret: e.TUTTI_SECRET ?? keptSecret(dataDir),
    publicUrl: e.TUTTI_PUBLIC_URL?.replace(/\/$/, ''),
    trustProxy: Object.freeze(e.TUTTI_TRUST_PROXY),
    role: e.TUTTI_ROLE,
    demo: e.TUTTI_DEMO,
    databaseUrl: e.DATABASE_URL,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    mailDomain: e.MAIL_DOMAIN,
    dkim,
    company: Object.freeze({ name: e.COMPANY_NAME, address: e.COMPANY_ADDRESS }),
    smtpInPort: e.SMTP_IN_PORT,
    auditKey: e.TUTTI_AUDIT_KEY,
    anchorFile: e.TUTTI_ANCHOR_FILE,
    anchorMail: e.TUTTI_ANCHOR_MAIL,
    logLevel: e.LOG_LEVEL,
    clockStart: e.TUTTI_CLOCK,
    startedByNpm: e.npm_lifecycle_event !== undefined,
  });
}

/** The clock of a process: the machine's, or one that starts at the instant which the settings name and runs at the same pace. */
export function clockOf(config: Pick<Config, 'clockStart'>): () => Date {
  if (config.clockStart === undefined) return () => new Date();
  const ahead = Date.parse(config.clockStart) - Date.now();
  return () => new Date(Date.now() + ahead);
}

/** A key for one use, derived from the secret, so that one leaked key betrays no other. */
export const deriveKey = (secret: string, use: string): string =>
  createHash('sha256').update(`tutti:${use}:${secret}`).digest('hex');
