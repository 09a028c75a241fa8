import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000; // RFC 6238 as authenticators make it: SHA-1, six digits, one step to either side
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function codeAt(secret: Buffer, step: number): Buffer {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const start = (hash.at(-1) ?? 0) & 0xf;
  return Buffer.from(String((hash.readUInt32BE(start) & 0x7fff_ffff) % 1_000_000).padStart(6, '0'));
}

/** The step whose code this is, of the three that are valid at an instant; undefined when it is none of them. */
export function stepOf(secret: Buffer, code: string, at: number): number | undefined {
  const now = Math.floor(at / STEP_MS);
  const given = Buffer.from(code);
  return [now + 1, now, now - 1].find((step) => { const valid = codeAt(secret, step); return valid.length === given.length && timingSafeEqual(valid, given); });
}

/** Bytes as authenticators take them. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

export const newSecret = (): Buffer => randomBytes(20); // RFC 4226 recommends 160 bits

/** What an authenticator reads from the QR code. */
export const otpauthUri = (secret: Buffer, email: string): string =>
  `otpauth://totp/Tutti:${encodeURIComponent(email)}?${new URLSearchParams({ secret: base32(secret), issuer: 'Tutti', digits: '6', period: '30' })}`;

const CODES = 10;
/** 120 random bits: enough that a plain hash keeps them (ASVS 6.5.2 asks for 112). */
const newRecoveryCode = (): string => (base32(randomBytes(15)).match(/.{4}/g) ?? []).join('-').toLowerCase();

export const newRecoveryCodes = (): string[] => Array.from({ length: CODES }, newRecoveryCode);
export const normalCode = (code: string): string => code.replace(/[\s-]/g, '').toLowerCase();
