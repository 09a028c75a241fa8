import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/[\s=]/g, '').toUpperCase()].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What an authenticator shows now for a secret (RFC 6238, SHA-1, six digits, 30 seconds). */
function oneTimeCode(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const start = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(start) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** A code that is not valid now. */
export const wrongCode = (secret: string): string => {
  const valid = [-1, 0, 1].map((step) => oneTimeCode(secret, Date.now() + step * STEP_MS));
  return ['000000', '111111', '222222', '333333'].find((code) => !valid.includes(code)) ?? '444444';
};

const used = new Map<string, number>();

/** A code that is valid now and was not given before: the server takes each step of the clock once, and the steps beside the present one too. */
export async function freshCode(secret: string): Promise<string> {
  const step = Math.max((used.get(secret) ?? 0) + 1, Math.floor(Date.now() / STEP_MS) - 1);
  used.set(secret, step);
  while (step > Math.floor(Date.now() / STEP_MS) + 1) await new Promise((resolve) => { setTimeout(resolve, 250); });
  return oneTimeCode(secret, Math.max(step, Math.floor(Date.now() / STEP_MS) - 1) * STEP_MS);
}
