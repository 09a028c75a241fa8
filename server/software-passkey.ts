import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { sql } from '#platform/db';
import type { SignInWorld } from './sign-in-world.ts';

// For tests alone: a passkey whose answers are genuine (WebAuthn level 3, ES256), so that what is refused is refused for its reason.

const FLAGS = 0b101; // somebody was present, and verified
const encoded = (bytes: Buffer) => bytes.toString('base64url');

/** Puts a passkey on an account; `answer` signs what a begin route asked for. */
export async function makePasskeyOf(world: SignInWorld, accountId: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = (coordinate: string) => Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(coordinate, 'base64url')]);
  const cose = Buffer.concat([Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]), point(x), Buffer.from([0x22]), point(y)]); // RFC 9053: EC2, ES256, P-256
  const id = encoded(randomBytes(16));
  await world.db.owner.run(sql`insert into auth.passkey (account_id, credential_id, public_key, counter, is_backed_up, name, created_at) values (${accountId}, ${id}, ${cose}, 0, false, 'Key', now())`);
  return {
    answer({ challenge, rpId }: { readonly challenge: string; readonly rpId: string }) {
      const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin: world.address, crossOrigin: false }));
      const authenticator = Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([FLAGS]), Buffer.alloc(4)]);
      const signature = createSign('sha256').update(authenticator).update(createHash('sha256').update(client).digest()).sign(privateKey);
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: encoded(client), authenticatorData: encoded(authenticator), signature: encoded(signature) } };
    },
  };
}
