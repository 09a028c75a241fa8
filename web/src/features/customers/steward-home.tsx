import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { formatDay, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ImportHistory } from './import-history.tsx';
import { importsQuery, type ImportRun } from './imports.ts';
import { messages } from './messages.ts';

const words = messages.stewardHome;

function titleOf(run: ImportRun | undefined): string {
  if (!run) return words.none;
  if (run.state === 'running') return words.running(run.fileName);
  return run.state === 'failed' ? words.failed(run.fileName) : run.rejected > 0 ? words.rejected(run.rejected, run.fileName) : words.clean(formatWhen(run.startedAt));
}

/** The data steward's home: how the last import went, and the ways in. */
export default function StewardHome() {
  const today = useNow();
  const runs = useQuery(importsQuery());
  return (
    <Page title={runs.data ? titleOf(runs.data.rows[0]) : formatDay(today)} subtitle={formatDay(today)} place={[{ label: words.place }]}
      actions={<><Button component={Link} plain variant="filled" href={paths.imports()}>{words.load}</Button><Link href={paths.customers()}>{words.find}</Link></>}>
      <ImportHistory />
    </Page>
  );
}
