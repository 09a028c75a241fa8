import { useUrlState } from '../../app/url-state.ts';
import type { Product, SavedEvent } from './market-access.ts';
import { PublishedPanel } from './published-panel.tsx';
import { RecordPanel } from './record-panel.tsx';
import { SavedPanel } from './saved-panel.tsx';

/** The day that the reader's clocks show, as a form field takes it. */
const today = (): string => new Intl.DateTimeFormat('en-CA').format(new Date());

/** The panels of a save, by the URL: the form, then what it did. */
export function RecordPanels({ product, products }: { readonly product: Product; readonly products: readonly Product[] }) {
  const [search, , hrefWith] = useUrlState<'panel' | 'payer' | 'event' | 'positions'>();
  const closeTo = hrefWith({ panel: undefined, payer: undefined, event: undefined, positions: undefined });
  const savedHref = (saved: SavedEvent) => hrefWith({ panel: 'saved', event: saved.eventId === null ? 'none' : String(saved.eventId), positions: String(saved.changes.length) });
  if (search.panel === 'record') return <RecordPanel key={search.payer ?? ''} product={product} products={products} payerId={search.payer ?? null} today={today()} closeTo={closeTo} savedHref={savedHref} />;
  if (search.panel === 'published') return <PublishedPanel product={product} today={today()} closeTo={closeTo} />;
  if (search.panel === 'saved') return <SavedPanel eventId={search.event && search.event !== 'none' ? Number(search.event) : null} positions={Number(search.positions ?? 0)} closeTo={closeTo} againTo={hrefWith({ panel: 'record', event: undefined, positions: undefined })} />;
  return null;
}
