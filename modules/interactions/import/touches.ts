import type { Said } from '#customers';
import type { Channel, Kind, TouchFunction } from '../types.ts';

// What a row of another CRM is on our timeline. Pure: who did it and about which product is looked up before.

/** A touch before its customer and its number are known. */
export type Touch = {
  readonly at: string; readonly function: TouchFunction; readonly channel: Channel | 'none'; readonly direction: 'in' | 'out'; readonly kind: Kind; readonly state: 'done' | 'planned'; readonly productId: number | null;
  readonly personId: number | null; readonly minutes: number | null; readonly headline: string; readonly source: string; readonly body?: string; readonly data?: Readonly<Record<string, unknown>>;
};
/** Who of ours did it, where the mail address of theirs is known here; what their work is, where the other system says so. */
export type Doer = { readonly personId: number | null; readonly function: TouchFunction | null };
export type Circumstances = { readonly object: string; readonly system: string; readonly now: string; readonly doer: Doer; readonly product: { readonly productId: number; readonly name: string } | null };

type Way = { readonly channel: Channel | 'none'; readonly kind: Kind; readonly word: string };
const WAYS: Readonly<Record<string, Way>> = {
  visit: { channel: 'visit', kind: 'visit', word: 'Visit' }, call: { channel: 'phone', kind: 'call', word: 'Call' }, meeting: { channel: 'visit', kind: 'meeting', word: 'Meeting' },
  mail: { channel: 'email', kind: 'email_sent', word: 'E-mail' }, message: { channel: 'sms', kind: 'sms_sent', word: 'Message' },
};
const NAMES: Readonly<Record<string, string>> = { salesforce: 'Salesforce', veeva: 'Veeva CRM', vault: 'Vault CRM' };
const LONGEST = 200;
const MOST_MINUTES = 24 * 60;

/** Medical, where the person or the record type says so; what is neither known to be medical nor known to be open stays without its words. */
const medicalType = (get: Said['get']) => /msl|medical|scientific/i.test(get('record_type'));
const functionOf = (get: Said['get'], doer: Doer): { function: TouchFunction; mayKeepWords: boolean } => {
  if (doer.function === 'medical' || medicalType(get)) return { function: 'medical', mayKeepWords: false };
  return { function: doer.function ?? 'sales', mayKeepWords: doer.function !== null };
};

function one(said: Said, about: Circumstances, way: Way): Touch {
  const { get } = said;
  const { function: work, mayKeepWords } = functionOf(get, about.doer);
  const done = get('state') === 'done' || (get('state') !== 'planned' && get('at') <= about.now);
  const minutes = Math.round(get('seconds') ? Number(get('seconds')) / 60 : Number(get('minutes') || 0));
  const words = mayKeepWords ? [get('notes'), get('next')].filter(Boolean).join('\n') : '';
  const headline = mayKeepWords ? [get('subject').replace(/\s+/g, ' ').slice(0, LONGEST) || way.word, about.product?.name].filter(Boolean).join(': ') : `${work === 'medical' ? `Medical ${way.word.toLowerCase()}` : way.word} recorded in ${NAMES[about.system] ?? about.system}`;
  return {
    at: get('at'), function: work, channel: way.channel, direction: 'out', kind: way.kind, state: done && get('at') <= about.now ? 'done' : 'planned', productId: mayKeepWords ? about.product?.productId ?? null : null, personId: about.doer.personId,
    minutes: minutes > 0 && minutes <= MOST_MINUTES ? minutes : null, headline, source: about.system,
    ...(mayKeepWords ? { body: words, data: { object: about.object, id: get('key'), ...(get('products') ? { products: get('products') } : {}), ...(Object.keys(said.rest).length ? { columns: said.rest } : {}) } } : {}),
  };
}

export const callTouches = (said: Said, about: Circumstances): Touch[] => [one(said, about, WAYS[said.get('way')] ?? (about.object === 'Task' ? { channel: 'none', kind: 'note', word: 'Task' } : about.object === 'Event' ? WAYS['meeting'] as Way : WAYS['visit'] as Way))];

/** A mail that was sent, and what she did with it. */
export function mailTouches(said: Said, about: Circumstances): Touch[] {
  const { get } = said;
  const first = one(said, about, WAYS['mail'] as Way);
  const { data: _kept, body: _body, ...sent } = first;
  const headline = (word: string) => (about.product && sent.productId !== null ? `${word}: ${about.product.name}` : word);
  const answer = (kind: Kind, at: string, word: string): Touch => ({ ...sent, at: at && at >= sent.at ? at : sent.at, kind, direction: 'in', state: 'done', minutes: null, headline: headline(word) });
  return [
    { ...first, state: 'done', headline: headline('E-mail sent') },
    ...(get('state') === 'bounced' ? [answer('email_bounced', get('last_at'), 'E-mail came back')] : []),
    ...(Number(get('opens')) > 0 ? [answer('email_opened', get('opened_at'), 'E-mail opened')] : []),
    ...(Number(get('clicks')) > 0 ? [answer('email_clicked', get('clicked_at'), 'Link in the e-mail followed')] : []),
    ...(get('state') === 'unsubscribed' ? [answer('unsubscribe', get('last_at'), 'Unsubscribed')] : []),
  ];
}

/** What was detailed or said within a call: no touch of its own, so it counts towards no limit. */
export function detailTouch(said: Said, about: Circumstances, call: { readonly at: string; readonly function: TouchFunction; readonly personId: number | null }): Touch {
  const { get } = said;
  const rank = Number(get('rank'));
  const headline = get('message') ? `Key message: ${get('message').slice(0, LONGEST)}${get('reaction') ? `, ${get('reaction')}` : ''}` : `Detailed${rank > 0 ? ` as number ${rank}` : ''}: ${about.product?.name ?? ''}`;
  return { at: call.at, function: call.function, channel: 'none', direction: 'out', kind: 'presentation', state: 'done', productId: about.product?.productId ?? null, personId: call.personId, minutes: null, headline, source: about.system };
}
