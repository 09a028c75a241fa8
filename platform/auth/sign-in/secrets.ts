import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits, as text. */
export const newToken = (): string => randomBytes(32).toString('base64url');
/** What is kept of a token: it has bits enough that a plain hash cannot be turned back. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export type Keys = {
  /** A digest that only this installation can make, for looking up what must not be read. */
  readonly digest: (use: string, text: string) => string;
  readonly seal: (text: string) => Buffer;
  readonly unseal: (sealed: Buffer) => string;
};

const NONCE = 12;
const TAG = 16;

/** Keys derived from the installation's secret, one for each use. */
export function openKeys(secret: string): Keys {
  const keyFor = (use: string): Buffer => createHmac('sha256', secret).update(`tutti:${use}`).digest();
  const sealing = keyFor('seal');
  const digesting = keyFor('digest');
  return {
    digest: (use, text) => createHmac('sha256', digesting).update(`${use}\0${text}`).digest('base64url'),
    seal(text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    unseal(sealed) {
      const cipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE), { authTagLength: TAG });
      cipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([cipher.update(sealed.subarray(NONCE + TAG)), cipher.final()]).toString('utf8');
    },
  };
}
