import { useQueries, useQuery } from '@tanstack/react-query';
import { get } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Figures, type FigureItem } from '../../ui/figures.tsx';
import { formatInstant, formatInterval, formatNumber, formatShare, formatSigned } from '../../ui/format.ts';
import { countsOf } from './cascade-counts.ts';
import { cascadeQuery, type CascadeRow } from './cascades.ts';
import { messages } from './messages.ts';

const words = messages.marketing.figures;

const engagementQuery = () => ({ queryKey: ['insight', 'engagement'], queryFn: ({ signal }: { signal: AbortSignal }) => get('/api/insight/engagement', { signal }), retry: false });
type Figure = Awaited<ReturnType<typeof get<'/api/insight/engagement'>>>['figures'][number];

/** Shares and points are written as percent and percentage points with their interval; the rest counts. */
const written = ({ unit, value }: Figure): string =>
  unit === 'share' ? formatShare(value ?? 0) : unit === 'points' ? `${formatSigned((value ?? 0) * 100, 1)}\u202Fpp` : formatNumber(value ?? 0);

const comparisonOf = ({ unit, low, high, sentence }: Figure): string =>
  low === null || high === null || unit === 'customers' ? sentence : `${sentence}; ${formatInterval(low * 100, high * 100)}`;

function measured(figure: Figure): FigureItem {
  return { label: words.labels[figure.code] ?? figure.code, value: written(figure), comparison: comparisonOf(figure), definition: figure.definition, ...(figure.asOf ? { asOf: words.asOf(formatInstant(figure.asOf)) } : {}) };
}

/** What waits and what was refused, from the cascades; reach, answers and lift as insight measures them. */
export function HomeFigures({ waiting, recent }: { readonly waiting: number; readonly recent: readonly CascadeRow[] }) {
  const mayInsight = useMay('insight:read');
  const engagement = useQuery({ ...engagementQuery(), enabled: mayInsight }).data;
  const details = useQueries({ queries: recent.filter((row) => ['running', 'done'].includes(row.state)).map((row) => cascadeQuery(row.cascadeId)) });
  const known = details.flatMap(({ data }) => (data ? [data] : []));
  const [audience, refused] = known.map((one) => countsOf(one)).reduce(([a, r], one) => [a + one.audience, r + one.refused], [0, 0]);
  const items: FigureItem[] = [
    { label: words.waiting, value: formatNumber(waiting), href: paths.cascades({ state: 'proposed' }), definition: words.waitingDefinition },
    ...(engagement?.figures ?? []).filter(({ code, value }) => value !== null && ['reached', 'answered', 'lift'].includes(code)).map(measured),
    ...(known.length > 0 ? [{ label: words.refused, value: formatNumber(refused), comparison: words.ofAudience(audience, known.length), href: paths.cascades({ state: 'running' }), definition: words.refusedDefinition }] : []),
  ];
  return <Figures items={items} label={words.label} />;
}
