import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem, problems } from '#platform/problem';
import { endorsementText, keyIdOf, rawOf } from './anchor-format.ts';

problems({
  'audit.key_given': { status: 409, title: 'The key comes from TUTTI_AUDIT_KEY: put another one there and start again.' },
  'audit.key_elsewhere': { status: 409, title: 'The key that signs the trail lies with another process of this installation.' },
});

type Signed = { readonly keyId: string; readonly signature: string };
type NewKey = { readonly keyId: string; readonly publicKey: string; readonly endorsement: string };

/** What signs anchors. The private half never leaves this object and its file. */
export type AnchorKey = {
  readonly current: () => { readonly keyId: string; readonly publicKey: string };
  readonly sign: (text: string) => Signed;
  /** Makes the next key and hands its public half, endorsed by the one in use, to `keep`; only then takes it. */
  readonly rotate: (keep: (key: NewKey) => Promise<void>) => Promise<void>;
};

const publicHalf = (key: KeyObject) => {
  const publicKey = rawOf(createPublicKey(key));
  return { keyId: keyIdOf(publicKey), publicKey };
};
const signWith = (key: KeyObject, text: string): string => sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

function keptKey(file: string): KeyObject {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(file, pemOf(newKey()), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (!existsSync(file)) throw error; // else another process was quicker: its key is ours
    }
  }
  return createPrivateKey(readFileSync(file, 'utf8'));
}

/** The key of the settings, or the one in the data directory, made at the first use. Read anew each time: another process may have made the next one. */
export function openAnchorKey({ dataDir, given }: { readonly dataDir: string; readonly given?: string | undefined }): AnchorKey {
  const file = join(dataDir, 'audit-key.pem');
  const key = (): KeyObject => (given ? createPrivateKey(given.replaceAll('\\n', '\n')) : keptKey(file)); // an environment's line holds no line ends
  return {
    current: () => publicHalf(key()),
    sign(text) {
      const own = key();
      return { keyId: publicHalf(own).keyId, signature: signWith(own, text) };
    },
    async rotate(keep) {
      if (given) throw new Problem('audit.key_given');
      const [before, next] = [key(), newKey()];
      const half = publicHalf(next);
      const fresh = `${file}.next`;
      writeFileSync(fresh, pemOf(next), { mode: 0o600 });
      await keep({ ...half, endorsement: signWith(before, endorsementText(half)) });
      renameSync(fresh, file);
    },
  };
}
