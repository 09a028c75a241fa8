import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIP } from 'node:net';
import { Problem } from '#platform/problem';
import { mayLoopBack, storeFile, type Stored } from './file-store.ts';

// A file from an address that somebody typed: the server must not be made to reach into its own network with it (OWASP ASVS 1.3.6). So the name is resolved
// once, every number it stands for must be of the open internet, the connection goes to that very number, and no redirect is followed.

const HEADERS_MS = 20_000;
const MOST_BYTES = 4 * 1024 ** 3;
const PORTS = new Set(['', '443', '8443']);

const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const) closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) closed.addSubnet(net, bits, 'ipv6');
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6'); // all that is of the open internet: IPv4 in disguise (::ffff:…, 64:ff9b::) lies outside

/** Whether a number is of the open internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && open6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

const refused = (message: string) => new Problem('customers.import_url_refused', { detail: message, fields: [{ field: 'url', message }] });

async function addressOf(url: URL): Promise<{ address: string; family: number }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true }).catch((cause: unknown) => { throw new Problem('customers.import_url_refused', { detail: `${host} has no address.` }, { cause }); });
  const loopback = (address: string) => mayLoopBack() && (address === '127.0.0.1' || address === '::1');
  if (found.length === 0 || !found.every(({ address }) => isPublicAddress(address) || loopback(address))) throw refused(`${host} is not an address of the open internet.`);
  return found[0] as { address: string; family: number };
}

function checked(text: string): URL {
  const url = URL.parse(text);
  if (!url) throw refused('This is no address. Write it in full, beginning with https://.');
  const own = mayLoopBack() && (url.hostname === '127.0.0.1' || url.hostname === 'localhost');
  if (url.protocol !== 'https:' && !(own && url.protocol === 'http:')) throw refused('Only addresses that begin with https:// are fetched.');
  if (url.username || url.password) throw refused('An address with a name or a password in it is not fetched.');
  if (!own && !PORTS.has(url.port)) throw refused(`Port ${url.port} is not fetched from; 443 and 8443 are.`);
  return url;
}

async function responseOf(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { address, family } = await addressOf(url);
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    // The number is settled: whatever the name says a moment later does not count.
    const asking = client.get(url, { agent: false, signal, headers: { 'user-agent': 'Tutti', accept: '*/*' }, lookup: (_host, wanted, done) => {
      if (wanted.all) (done as unknown as (error: null, all: { address: string; family: number }[]) => void)(null, [{ address, family }]);
      else done(null, address, family);
    } }, resolve);
    asking.on('error', (cause) => reject(new Problem('customers.import_url_refused', { detail: `${url.hostname} gave no answer within 20 seconds, or broke off.` }, { cause })));
  });
}

/** Fetches a file from the open internet into the store. */
export async function fetchFile(text: string): Promise<Stored & { readonly name: string }> {
  const url = checked(text);
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), HEADERS_MS);
  const response = await responseOf(url, waiting.signal).finally(() => clearTimeout(timer));
  if (response.statusCode !== 200) {
    response.destroy();
    const { statusCode = 0 } = response;
    throw refused(statusCode >= 300 && statusCode < 400 ? 'It answers with another address (a redirect). Give the address at which the file itself lies.' : `It answers ${statusCode}, not with a file.`);
  }
  response.setTimeout(HEADERS_MS, () => response.destroy(Object.assign(new Error('The sender fell silent.'), { code: 'ECONNRESET' })));
  const stored = await storeFile(response, MOST_BYTES);
  return { ...stored, name: decodeURIComponent(url.pathname.split('/').at(-1) ?? '').slice(0, 200) || url.hostname };
}
