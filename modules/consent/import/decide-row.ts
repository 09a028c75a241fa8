import type { Said } from '#customers';
import type { ConsentChannel, Purpose } from '../types.ts';

// What a row of another CRM says of consent. Pure. Where the row leaves a doubt, a no is taken wide and a yes is not taken at all.

export type Told = {
  readonly channel: ConsentChannel | 'any'; readonly purpose: Purpose | 'any'; readonly productId: number | null; readonly granted: boolean; readonly effectiveAt: string; readonly expiresAt: string | null; readonly textVersion: string | null;
  readonly evidence: Readonly<Record<string, string | number>>;
};
export type Decided = { readonly is: 'told'; readonly told: readonly Told[] } | { readonly is: 'nothing' } | { readonly is: 'refused'; readonly field: string; readonly reason: string; readonly remedy: string };

/** `product`: null where the row names none; unknown where it names one that is not ours. */
export type Circumstances = { readonly object: string; readonly now: string; readonly fileName: string; readonly line: number; readonly product: number | null | 'unknown' };

const refused = (field: string, reason: string, remedy: string): Decided => ({ is: 'refused', field, reason, remedy });
const proofOf = (said: Said, { object, fileName, line }: Circumstances) => ({ object, id: said.get('key'), file: fileName, row: line, ...(said.get('at') ? { capturedAt: said.get('at') } : {}), ...(said.get('value') ? { address: said.get('value') } : {}), ...(said.get('cause') ? { cause: said.get('cause') } : {}) });

/** One consent that was captured. */
export function decideConsent(said: Said, about: Circumstances): Decided {
  const { get } = said;
  const granted = get('type') === 'in';
  if (get('type') === 'pending') return refused('Opt_Type', 'is waiting for the second confirmation', 'It is a permission only when it is confirmed: load the file again then.');
  if (get('type') === '') return refused('Opt_Type', 'is empty', 'Say whether it is an opt-in or an opt-out.');
  const channel = (get('channel') || (get('value').includes('@') ? 'email' : '')) as ConsentChannel | '';
  const at = get('at') || (granted ? '' : about.now);
  if (granted && at === '') return refused('Capture_Datetime', 'is empty', 'A permission needs the time at which it was given.');
  if (granted && at > about.now) return refused('Capture_Datetime', `“${at}” lies in the future`, 'A permission counts from when it was given.');
  if (granted && channel === '') return refused('channel', 'does not say by which way she may be reached', 'Export RecordType.DeveloperName with it, or translate your record types in the mapping.');
  if (granted && about.product === 'unknown') return refused('Product', `the product “${get('product')}” is none of ours`, 'Load the products first; a permission for one product is not taken for all.');
  if (granted && get('expires') && get('expires') <= at) return refused('Opt_Expiration_Date', 'lies before the permission', 'Correct one of the two.');
  const medical = /medical|scientific/i.test(get('content'));
  return { is: 'told', told: [{
    channel: channel || 'any', purpose: granted || get('content') ? (medical ? 'medical_information' : 'promotion') : 'any', productId: about.product === 'unknown' ? null : about.product, granted, effectiveAt: at > about.now ? about.now : at,
    expiresAt: granted ? get('expires') || null : null, // what was refused is refused until she says otherwise
    textVersion: get('text_version').slice(0, 80) || null, evidence: { ...proofOf(said, about), ...(granted || !get('expires') ? {} : { expires: get('expires') }) },
  }] };
}

const WAYS = [['phone', 'phone'], ['visit', 'visit'], ['email', 'email'], ['mail', 'email']] as const;

/** What an account forbids; that it forbids nothing is no permission. */
export function decideRefusals(said: Said, about: Circumstances): Decided {
  const channels = [...new Set(WAYS.filter(([name]) => said.get(name) !== '').map(([, channel]) => channel))];
  if (channels.length === 0) return { is: 'nothing' };
  const at = said.get('at') && said.get('at') < about.now ? said.get('at') : about.now;
  return { is: 'told', told: channels.map((channel) => ({ channel, purpose: 'any' as const, productId: null, granted: false, effectiveAt: at, expiresAt: null, textVersion: null, evidence: proofOf(said, about) })) };
}
