import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { Page } from '../../ui/page.tsx';
import { BelongsTo } from './affiliations-sheet.tsx';
import { AsOfControl } from './as-of-control.tsx';
import { CaresCard } from './cares-card.tsx';
import { HeadActions, Ids, Whereabouts } from './customer-head.tsx';
import { useProduct, type Customer } from './customers.ts';
import { messages } from './messages.ts';
import { NextPart } from './next-part.tsx';
import { ReachCard } from './reach-card.tsx';
import { RecordPanel } from './record-panel.tsx';
import { LanesSheet, TouchesSheet } from './timeline.tsx';

type UrlKey = 'show' | 'cursor' | 'touch' | 'panel' | 'product';

/** A prescriber's or contact's page. */
export function PersonView({ customer }: { readonly customer: Customer }) {
  const [url, setUrl, hrefWith] = useUrlState<UrlKey>();
  const { products, product } = useProduct(customer.customerId, url.product);
  const timeline = { customer, url, hrefWith: (patch: object) => hrefWith({ panel: undefined, ...patch }), go: (patch: object) => setUrl({ panel: undefined, ...patch }, 'replace') };
  const practice = customer.belongsTo.find((edge) => edge.inForce && edge.role !== 'in_network');
  const name = customer.credential ? `${customer.name}, ${customer.credential}` : customer.name;
  return (
    <Page title={name} subtitle={<Whereabouts customer={customer} />} ids={<Ids customer={customer} />}
      place={[{ label: messages.place, href: paths.customers() }, ...(practice ? [{ label: practice.name, href: paths.customer({ customerId: String(practice.customerId) }) }] : []), { label: customer.name }]}
      tools={<AsOfControl />}
      actions={<HeadActions customer={customer} productId={product?.productId} recordHref={hrefWith({ panel: 'record', touch: undefined })} />}
      aside={!url.panel && !url.touch && <><NextPart customer={customer} productId={product?.productId} /><ReachCard customer={customer} products={products} product={product} onProduct={(code) => setUrl({ product: code }, 'replace')} /><CaresCard customer={customer} /></>}>
      <LanesSheet {...timeline} />
      <TouchesSheet {...timeline} product={product} />
      <BelongsTo customer={customer} />
      {url.panel === 'record' && <RecordPanel customer={customer} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
