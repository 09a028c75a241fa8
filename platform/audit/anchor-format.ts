import { createHash, verify, type KeyObject, createPublicKey } from 'node:crypto';

// The texts that keys sign. docs/audit-format.md gives them to whoever checks without us.

export type Anchor = { readonly anchorNo: number; readonly day: string; readonly anchoredAt: string; readonly count: number; readonly head: string; readonly previous: string; readonly keyId: string; readonly signature: string };
export type AnchorKeyRow = { readonly keyId: string; readonly publicKey: string; readonly endorsedBy: string | null; readonly endorsement: string | null; readonly createdAt: string };

const sha256Hex = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const RAW_KEY_BYTES = 32;
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410: what stands before the raw Ed25519 key

export const anchorText = ({ anchorNo, day, anchoredAt, count, head, previous, keyId }: Omit<Anchor, 'signature'>): string =>
  ['tutti-anchor/1', anchorNo, day, anchoredAt, count, head, previous, keyId].join('\n');
/** What the next anchor carries of this one. */
export const anchorDigest = (anchor: Anchor): string => sha256Hex(`${anchorText(anchor)}\n${anchor.signature}`);
export const endorsementText = ({ keyId, publicKey }: Pick<AnchorKeyRow, 'keyId' | 'publicKey'>): string => ['tutti-key/1', keyId, publicKey].join('\n');
export const endText = (lines: number, sha256: string): string => ['tutti-end/1', lines, sha256].join('\n');

export const rawOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).subarray(-RAW_KEY_BYTES).toString('base64');
export const keyIdOf = (publicKey: string): string => sha256Hex(Buffer.from(publicKey, 'base64')).slice(0, 16);

export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, Buffer.from(publicKey, 'base64')]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
}
