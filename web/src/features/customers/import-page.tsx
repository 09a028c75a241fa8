import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { ConnectionSheet } from './connection.tsx';
import { CustomersTabs } from './customers-tabs.tsx';
import { ImportHistory } from './import-history.tsx';
import { ImportMapping } from './import-mapping.tsx';
import { ImportSteps } from './import-result.tsx';
import { ImportSource, WaitingFiles } from './import-source.tsx';
import { importsQuery } from './imports.ts';
import { MasterySheet } from './mastery.tsx';
import { messages } from './messages.ts';
import { useConnection } from './use-connection.ts';
import { useImport } from './use-import.ts';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.ensureQueryData(importsQuery(search['page']));

/** Source, mapping, check, load with progress, result: five steps on one page. */
export default function ImportPage() {
  const current = useImport();
  const connection = useConnection(current);
  return (
    <Page title={messages.imports.title} subtitle={messages.imports.subtitle} place={[{ label: messages.place, href: paths.customers() }, { label: messages.tabs.imports }]}>
      <CustomersTabs at="imports" />
      <ImportSource current={current} connection={connection} />
      {current.draft?.format === 'csv' && !current.draft.saved && current.importId === undefined && connection.fileIds.length === 0 && <ImportMapping current={current} />}
      {connection.fileIds.length ? <ConnectionSheet current={connection} /> : <ImportSteps current={current} />}
      <WaitingFiles current={current} />
      <ImportHistory />
      <MasterySheet />
    </Page>
  );
}
