// Proxies and scanners that fetch what stands in a mail before or instead of a person.
const KNOWN = /googleimageproxy|ggpht|yahoomailproxy|yahoo! slurp|outlook-?safelinks|safelinks|barracuda|mimecast|proofpoint|messagelabs|symantec|forcepoint|trendmicro|sophos|fireeye|ironport|bingpreview|bot\b|crawler|spider|curl\/|wget\/|python-requests|go-http-client|linkscan|urldefense/i;
/** Nobody reads a mail within two seconds of its leaving; scanners at the receiving server do. */
const TOO_SOON_MS = 2_000;

export type Fetching = { readonly userAgent: string; readonly purpose: string; readonly sentAt: string | null; readonly now: string };

/** Whether a link or picture was fetched by a machine rather than by her. */
export function isMachine({ userAgent, purpose, sentAt, now }: Fetching): boolean {
  if (userAgent.trim() === '' || KNOWN.test(userAgent) || /prefetch|preview/i.test(purpose)) return true;
  return sentAt === null || Date.parse(now) - Date.parse(sentAt) < TOO_SOON_MS;
}
