import { useRouter } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import type { RecordLink } from '../../ui/refusal.tsx';
import { messages } from './messages.ts';

const PAGES: Readonly<Record<string, (id: string, customerId: string) => { readonly pattern: string; readonly href: string }>> = {
  'consent.rule': () => ({ pattern: paths.gateRules.pattern, href: paths.gateRules() }),
  'consent.decision': (_, customerId) => ({ pattern: paths.customer.pattern, href: paths.customer({ customerId }) }),
  'consent.restriction': (_, customerId) => ({ pattern: paths.customer.pattern, href: paths.customer({ customerId }) }),
  'customers.customer': (id) => ({ pattern: paths.customer.pattern, href: paths.customer({ customerId: id }) }),
  'customers.contact_point': (_, customerId) => ({ pattern: paths.customer.pattern, href: paths.customer({ customerId }) }),
  'interactions.wish': (_, customerId) => ({ pattern: paths.customer.pattern, href: paths.customer({ customerId }) }),
  'orchestration.journey': (id) => ({ pattern: paths.journey.pattern, href: paths.journey({ journeyId: id }) }),
};

/** The record that decided ("consent.rule:1"), in words, linked where its page exists. */
export function useRecordLink(customerId: number): (record: string | null) => RecordLink | undefined {
  const routes = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  return (record) => {
    const [kind = '', id = ''] = (record ?? '').split(':');
    if (!kind || !id) return undefined;
    const word = messages.why.records[kind] ?? kind.replaceAll(/[._]/g, ' ');
    const page = PAGES[kind]?.(id, String(customerId));
    const label = kind === 'customers.customer' ? word : `${word} ${id}`;
    return page && page.pattern in routes ? { label, href: page.href } : { label };
  };
}
