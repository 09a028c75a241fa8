import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { Figures } from '../../ui/figures.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AffiliationsSheet } from './affiliations-sheet.tsx';
import { AsOfControl } from './as-of-control.tsx';
import { CaresCard } from './cares-card.tsx';
import { HeadActions, Ids } from './customer-head.tsx';
import { membersQuery, useProduct, type Customer } from './customers.ts';
import { messages } from './messages.ts';
import { NextPart } from './next-part.tsx';
import { PositionsSheet } from './positions-sheet.tsx';
import { ReachCard } from './reach-card.tsx';
import { RecordPanel } from './record-panel.tsx';
import { StructureSheet } from './structure-sheet.tsx';
import { LanesSheet, TouchesSheet } from './timeline.tsx';

const words = messages.organisation;
const TABS = ['overview', 'structure', 'affiliations'] as const;
type Tab = (typeof TABS)[number];
type UrlKey = 'tab' | 'show' | 'cursor' | 'touch' | 'panel' | 'product';

const NAMED = 4; // of one kind: the tab has them all
const firstOf = <T,>(all: readonly T[]): readonly T[] => (all.length > NAMED + 1 ? all.slice(0, NAMED) : all);

/** To what it belongs itself, each kind said once. */
function Above({ customer, allHref }: { readonly customer: Customer; readonly allHref: string }) {
  const present = customer.belongsTo.filter((edge) => edge.inForce);
  const groups = [...new Set(present.map(({ role }) => role))].map((role) => ({ role, edges: present.filter((edge) => edge.role === role) }));
  return groups.map(({ role, edges }) => (
    <span key={role}>, {messages.roles[role]} {firstOf(edges).map((edge, place) => <span key={edge.affiliationId}>{place > 0 && ', '}<Link href={paths.customer({ customerId: String(edge.customerId) })}>{edge.name}</Link></span>)}
      {edges.length > NAMED + 1 && <>{words.and}<Link href={allHref}>{words.others(edges.length - NAMED)}</Link></>}</span>
  ));
}

/** An organisation's page: what happened, who belongs to it, to whom it belongs, and where our product stands with it. */
export function OrganisationView({ customer }: { readonly customer: Customer }) {
  const [url, setUrl, hrefWith] = useUrlState<UrlKey>();
  const { products, product } = useProduct(customer.customerId, url.product);
  const members = useQuery(membersQuery(customer.customerId));
  const listed = useQuery(membersQuery(customer.customerId, url.tab === 'affiliations' ? url.cursor : undefined));
  const tab: Tab = TABS.find((one) => one === url.tab) ?? 'overview';
  const timeline = { customer, url, hrefWith: (patch: object) => hrefWith({ panel: undefined, ...patch }), go: (patch: object) => setUrl({ panel: undefined, ...patch }, 'replace') };
  const below = members.data?.below ?? [];
  const isPayer = customer.kind === 'payer';
  const subtitle = <>{[messages.kinds[customer.kind], customer.specialtyName, [customer.city, customer.state].filter(Boolean).join(', ')].filter(Boolean).join(', ')}<Above customer={customer} allHref={hrefWith({ tab: 'affiliations', panel: undefined, touch: undefined })} /></>;
  return (
    <Page title={customer.name} subtitle={subtitle} ids={<Ids customer={customer} />} place={[{ label: messages.place, href: paths.customers() }, { label: messages.list.organisations, href: paths.organisations() }, { label: customer.name }]}
      tools={<AsOfControl />}
      actions={<HeadActions customer={customer} productId={product?.productId} recordHref={hrefWith({ panel: 'record', touch: undefined })} />}
      aside={tab === 'overview' && !url.panel && !url.touch && <><NextPart customer={customer} productId={product?.productId} />{!isPayer && customer.kind !== 'plan' && <ReachCard customer={customer} products={products} product={product} onProduct={(code) => setUrl({ product: code }, 'replace')} />}<CaresCard customer={customer} /></>}>
      <Tabs label={customer.name} at={tab} tabs={TABS.map((one) => ({ id: one, label: words.tabs[one], href: hrefWith({ tab: one === 'overview' ? undefined : one, panel: undefined, touch: undefined, cursor: undefined }) }))} />
      {tab !== 'affiliations' && below.length > 0 && <Figures items={below.slice(0, 5).map((one) => ({ label: messages.kindsPlural[one.kind] ?? one.kind, value: formatNumber(one.count), href: hrefWith({ tab: 'structure' }), definition: words.counted }))} />}
      {tab === 'overview' && isPayer && product && <PositionsSheet payer={customer} product={product} />}
      {tab === 'overview' && <><LanesSheet {...timeline} /><TouchesSheet {...timeline} product={product} /></>}
      {tab === 'structure' && <StructureSheet customer={customer} />}
      {tab === 'affiliations' && <AffiliationsSheet customer={customer} members={listed} />}
      {url.panel === 'record' && <RecordPanel customer={customer} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
