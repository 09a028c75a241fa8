import { useQuery } from '@tanstack/react-query';
import { Figures } from '../../ui/figures.tsx';
import { formatShare } from '../../ui/format.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { precisionQuery, type Precision } from './steward-desk.ts';
import { stewardWords as words } from './steward-messages.ts';

type Share = Precision['all'];
export const shareOf = ({ same, decided }: Share): string => (decided ? formatShare(same / decided) : words.missing);
export const intervalOf = ({ interval, same, decided }: Share): string =>
  (interval ? `${words.precision.of(same, decided)}, ${words.precision.interval(formatShare(interval.low), formatShare(interval.high))}` : words.home.none);

/** How often the rule was right among the pairs that stewards decided, by the probability that it gave. */
export function StewardPrecision() {
  const { data } = useQuery(precisionQuery());
  if (!data) return null;
  const bands = data.bands.filter(({ decided }) => decided > 0);
  if (bands.length === 0) return <Sheet title={words.precision.title}><p className="t-quiet">{words.precision.none}</p></Sheet>;
  return (
    <Figures label={words.precision.label} items={bands.map((band) => ({
      label: words.precision.band(formatShare(band.from), formatShare(band.to)), value: words.precision.share(shareOf(band)), comparison: intervalOf(band), definition: words.precision.definition,
    }))} />
  );
}
