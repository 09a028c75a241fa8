import { DAY_MS } from '#platform/time';
import { REFUSALS, type GateRule, type RefusalCode } from '../types.ts';

export type RefusalFacts = {
  readonly rule: GateRule | null;
  /** When the deciding record came into force. */
  readonly at: string | null;
  readonly product: string | null;
  readonly touches: readonly string[];
  readonly timeZone: string;
  readonly now: string;
};

const day = (instant: string | number, zone: string) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(new Date(instant));

/** The day on which a limit no longer binds. */
function freeAgain({ rule, touches }: RefusalFacts): number | null {
  if (!rule?.windowDays) return null;
  const binding = rule.kind === 'cap' ? touches[(rule.maxTouches ?? 1) - 1] : touches[0];
  return binding ? Date.parse(binding) + rule.windowDays * DAY_MS : null;
}

/** One plain sentence: allowed, or what refuses and why. */
export function sentenceOf(code: RefusalCode | null, facts: RefusalFacts): string {
  if (code === null) return 'Allowed.';
  const on = facts.at ? `, ${day(facts.at, facts.timeZone)}` : '';
  const about = facts.product ? ` for ${facts.product}` : '';
  if (code === 'consent_withdrawn') return `Withdrawn${about}${on}.`;
  if (code === 'product_restricted') return `${facts.product ?? 'This product'} is not spoken of with her${on}.`;
  if ((code === 'blackout' || code === 'licence_elsewhere' || code === 'no_legal_basis') && facts.rule) return facts.rule.sentence;
  if (code === 'no_consent') return 'Never allowed. Nobody asked, or the consent has expired.';
  if (code === 'address_withdrawn') return `The address on file may no longer be used${on}.`;
  if (code === 'address_bounced') return `Mail to the address on file came back${on}.`;
  if (code === 'do_not_contact') return `Do not contact${on}.`;
  if (code === 'against_wish') return `Against a wish on record${on}.`;
  if ((code === 'cap_reached' || code === 'minimum_gap') && facts.rule) {
    const free = freeAgain(facts);
    return `${facts.rule.sentence}${free ? ` Free again on ${day(free, facts.timeZone)}.` : ''}`;
  }
  return REFUSALS[code];
}

/** What can be done, and by whom. */
export function remedyOf(code: RefusalCode, facts: RefusalFacts): string {
  const free = freeAgain(facts);
  const remedies: Partial<Record<RefusalCode, string>> = {
    consent_withdrawn: 'Only the customer can allow it again.',
    no_consent: 'Ask at the next visit or call, and record the answer.',
    do_not_contact: 'Only the customer can lift it. Consent keeps the record.',
    product_restricted: 'Only the customer can lift it. Speak of another product.',
    licence_elsewhere: 'A data steward can add the licence, or correct the address.',
    blackout: 'Wait until the period ends.',
    no_legal_basis: 'Ask for the consent that this market needs, and record it with its proof.',
    licence_not_valid: 'A data steward can correct the licence when it is renewed.',
    address_withdrawn: 'Only the person can give it back, or give another one.',
    address_bounced: 'Ask for another address. The contact centre or a data steward adds it.',
    no_address: 'Add an address for this channel.',
    against_wish: 'Ask again only when the customer raises it.',
    content_not_approved: 'A reviewer has to approve a version first.',
  };
  return remedies[code] ?? (free ? `Wait until ${day(free, facts.timeZone)}.` : 'Nothing can be done now.');
}
