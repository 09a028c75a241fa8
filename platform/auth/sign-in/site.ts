/** Where our pages are, as browsers know it. */
export type Site = {
  readonly url: string;
  readonly origin: string;
  /** The domain that passkeys belong to; null where the address is a number, for which no browser makes one. */
  readonly passkeyDomain: string | null;
  readonly cookie: (name: CookieName, value: string, seconds: number) => string;
  readonly cookieOf: (headers: Headers, name: CookieName) => string | undefined;
};
type CookieName = 'session' | 'step' | 'device';

const isNumber = (host: string): boolean => /^[\d.]+$/.test(host) || host.startsWith('[');

export function openSite(publicUrl: string): Site {
  const { origin, hostname, protocol } = new URL(publicUrl);
  const isSecure = protocol === 'https:';
  const nameOf = (name: CookieName): string => `${isSecure ? '__Host-' : ''}tutti_${name}`; // __Host-: no other host of the domain can set it
  return {
    url: publicUrl, origin, passkeyDomain: isNumber(hostname) ? null : hostname,
    cookie: (name, value, seconds) => `${nameOf(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`,
    cookieOf(headers, name) {
      const start = `${nameOf(name)}=`;
      const found = (headers.get('cookie') ?? '').split(/;\s*/).filter((one) => one.startsWith(start));
      return found.length === 1 ? found[0]!.slice(start.length) : undefined; // two of one name were not both ours
    },
  };
}

/** Who asks: from where, on what, and what this browser already holds. */
export type Caller = {
  readonly address: string;
  readonly device: string;
  readonly sessionToken: string | undefined;
  readonly stepToken: string | undefined;
  readonly deviceToken: string | undefined;
};

export const callerOf = (site: Site, headers: Headers, address: string): Caller => ({
  address, device: (headers.get('user-agent') ?? '').slice(0, 300),
  sessionToken: site.cookieOf(headers, 'session'), stepToken: site.cookieOf(headers, 'step'), deviceToken: site.cookieOf(headers, 'device'),
});

/** The network of an address: a household or an office has one of version 4, and of version 6 a /64. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]!.split('::');
  const [front, back] = [head.split(':').filter(Boolean), (tail ?? '').split(':').filter(Boolean)];
  const groups = tail === undefined ? front : [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
