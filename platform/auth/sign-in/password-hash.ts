import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

const derive = promisify(argon2);
// OWASP ASVS 5.0, appendix C: argon2id with at least 19 MiB, two passes, one lane.
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const MAX_AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1)); // a burst of sign-ins leaves a core to everything else

let running = 0;
const waiting: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => { waiting.push(resolve); });
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const hashWith = async (password: string, nonce: Buffer): Promise<Buffer> =>
  inTurn(() => derive('argon2id', { message: password.normalize('NFKC'), nonce, ...COST }));

/** What is kept of a password. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  return `argon2id$${nonce.toString('hex')}$${(await hashWith(password, nonce)).toString('hex')}`;
}

// Of no password: whoever asks for an account that is not there waits as long as anybody else.
const NOBODYS = `argon2id$${'00'.repeat(16)}$${'00'.repeat(32)}`;

/** Whether this is the password; takes as long where there is none. */
export async function isPassword(hash: string | null | undefined, password: string): Promise<boolean> {
  const [, nonce = '', tag = ''] = (hash ?? NOBODYS).split('$');
  const expected = Buffer.from(tag, 'hex');
  const given = await hashWith(password, Buffer.from(nonce, 'hex'));
  return expected.length === given.length && timingSafeEqual(expected, given) && Boolean(hash);
}
