import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The key that signs our mail (RFC 6376), and where its public half stands: `selector._domainkey.domain`. */
export type Dkim = Readonly<{ domain: string; selector: string; privateKey: string }>;

const NAMES = ['TUTTI_DKIM_DOMAIN', 'TUTTI_DKIM_SELECTOR', 'TUTTI_DKIM_KEY_FILE'] as const;
const LEAST_BITS = 1024; // RFC 8301: verifiers take nothing shorter, and signers should use 2048
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const SELECTOR = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

function readKey(file: string): { key: string } | { fault: string } {
  try {
    const key = readFileSync(file, 'utf8');
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(key);
    const isFit = asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS;
    return isFit ? { key } : { fault: `TUTTI_DKIM_KEY_FILE: needs an RSA key of at least ${LEAST_BITS} bits; \`openssl genrsa -out dkim.pem 2048\` makes one` };
  } catch (error) {
    return { fault: `TUTTI_DKIM_KEY_FILE: is no private key that can be read (${(error as { code?: string }).code ?? (error as Error).message})` };
  }
}

/** Reads what signs mail; all three settings or none, and every fault of them at once. */
export function readDkim(env: NodeJS.ProcessEnv): { readonly dkim: Dkim | undefined; readonly faults: readonly string[] } {
  const [domain, selector, file] = NAMES.map((name) => env[name] || undefined);
  const missing = NAMES.filter((name) => !env[name]);
  if (missing.length === NAMES.length) return { dkim: undefined, faults: [] };
  const read = file === undefined ? undefined : readKey(file);
  const faults = [
    ...missing.map((name) => `${name}: is needed with the other settings of DKIM`),
    ...(domain !== undefined && !DOMAIN.test(domain) ? ['TUTTI_DKIM_DOMAIN: is a domain such as abc.example'] : []),
    ...(selector !== undefined && !SELECTOR.test(selector) ? ['TUTTI_DKIM_SELECTOR: is a name such as tutti2026'] : []),
    ...(read && 'fault' in read ? [read.fault] : []),
  ];
  const whole = domain && selector && read && 'key' in read && faults.length === 0;
  return { dkim: whole ? Object.freeze({ domain, selector, privateKey: read.key }) : undefined, faults };
}
