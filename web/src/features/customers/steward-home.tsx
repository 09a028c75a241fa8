import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { Figures } from '../../ui/figures.tsx';
import { formatDay, formatNumber, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ImportHistory } from './import-history.tsx';
import { importsQuery, type ImportRun } from './imports.ts';
import { messages } from './messages.ts';
import { pairsQuery, precisionQuery } from './steward-desk.ts';
import { stewardWords } from './steward-messages.ts';
import { intervalOf, shareOf } from './steward-precision.tsx';

const words = messages.stewardHome;

function titleOf(run: ImportRun | undefined): string {
  if (!run) return words.none;
  if (run.state === 'running') return words.running(run.fileName);
  return run.state === 'failed' ? words.failed(run.fileName) : run.rejected > 0 ? words.rejected(run.rejected, run.fileName) : words.clean(formatWhen(run.startedAt));
}

function Matching() {
  const [pairs, precision] = [useQuery(pairsQuery('open', 1)), useQuery(precisionQuery())];
  if (!pairs.data || !precision.data) return null;
  const { waiting } = pairs.data;
  const home = stewardWords.home;
  return (
    <Figures label={stewardWords.tab} items={[
      { label: home.open, value: formatNumber(waiting.open), href: paths.stewardQueue() }, { label: home.later, value: formatNumber(waiting.later), href: paths.stewardQueue({ view: 'later' }) },
      { label: home.right, value: shareOf(precision.data.all), comparison: intervalOf(precision.data.all), definition: stewardWords.precision.definition },
      { label: home.merged, value: formatNumber(precision.data.merged), comparison: `${home.undone}: ${formatNumber(precision.data.undone)}` },
    ]} />
  );
}

/** The data steward's home: what waits on the desk, how right the rule is, how the last import went, and the ways in. */
export default function StewardHome() {
  const today = useNow();
  const [runs, pairs] = [useQuery(importsQuery()), useQuery(pairsQuery('open', 1))];
  const open = pairs.data?.waiting.open ?? 0;
  const title = open > 0 ? stewardWords.title(open) : runs.data ? titleOf(runs.data.rows[0]) : formatDay(today);
  return (
    <Page title={title} subtitle={formatDay(today)} place={[{ label: words.place }]}
      actions={<><Button component={Link} plain variant="filled" href={paths.stewardQueue()}>{stewardWords.home.toDesk}</Button><Link href={paths.imports()}>{words.load}</Link><Link href={paths.customers()}>{words.find}</Link></>}>
      <Matching />
      <ImportHistory />
    </Page>
  );
}
