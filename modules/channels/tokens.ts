import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '#platform/config';
import { DAY_MS } from '#platform/time';

/** What a link is for. A token of one purpose proves nothing for another. */
export type TokenPurpose = 'open' | 'click' | 'choice' | 'unsubscribe' | 'reply';
type TokenContent = { readonly messageId: number; readonly detail: string };

const VALID_DAYS = 420; // CAN-SPAM asks 30 days, CASL 60; people answer last year's mail
const MAC_LENGTH = 32; // 128 bits; with the rest it fits into the 64 characters of an address' local part
const SHAPE = /^([a-z0-9]{1,11})-([a-z0-9]{1,6})-([a-z0-9_]{0,40})-([0-9a-f]{32})$/;

export type Tokens = {
  make(purpose: TokenPurpose, content: TokenContent, now: Date): string;
  /** What a token stands for, or null when it is not ours, altered, of another purpose, or too old. */
  read(purpose: TokenPurpose, token: string, now: Date): TokenContent | null;
  /** The Message-ID of a message: the same however often it is tried. */
  internetId(messageId: number, domain: string): string;
};

/** Signs and reads the links in our mails. Lower case only: some mail servers change the case of addresses. */
export function openTokens(secret: string): Tokens {
  const key = deriveKey(secret, 'links');
  const mac = (purpose: string, text: string) => createHmac('sha256', key).update(`${purpose}|${text}`).digest('hex').slice(0, MAC_LENGTH);
  return {
    make(purpose, { messageId, detail }, now) {
      const text = `${messageId.toString(36)}-${Math.floor(now.getTime() / DAY_MS).toString(36)}-${detail}`;
      return `${text}-${mac(purpose, text)}`;
    },
    read(purpose, token, now) {
      const [, id, day, detail, given] = SHAPE.exec(token) ?? [];
      if (id === undefined || day === undefined || detail === undefined || given === undefined) return null;
      if (!timingSafeEqual(Buffer.from(mac(purpose, `${id}-${day}-${detail}`)), Buffer.from(given))) return null;
      const age = Math.floor(now.getTime() / DAY_MS) - parseInt(day, 36);
      return age <= VALID_DAYS ? { messageId: parseInt(id, 36), detail } : null;
    },
    internetId: (messageId, domain) => `<${messageId.toString(36)}.${mac('message', String(messageId)).slice(0, 16)}@${domain}>`,
  };
}
