import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { CustomersTabs } from './customers-tabs.tsx';
import { ImportHistory } from './import-history.tsx';
import { ImportSteps } from './import-result.tsx';
import { ImportSource, WaitingFiles } from './import-source.tsx';
import { importsQuery } from './imports.ts';
import { messages } from './messages.ts';
import { useImport } from './use-import.ts';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.ensureQueryData(importsQuery(search['page']));

/** Source, mapping, check, load with progress, result: five steps on one page. */
export default function ImportPage() {
  const current = useImport();
  return (
    <Page title={messages.imports.title} subtitle={messages.imports.subtitle} place={[{ label: messages.place, href: paths.customers() }, { label: messages.tabs.imports }]}>
      <CustomersTabs at="imports" />
      <ImportSource current={current} />
      <ImportSteps current={current} />
      <WaitingFiles current={current} />
      <ImportHistory />
    </Page>
  );
}
