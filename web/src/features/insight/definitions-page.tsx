import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { InsightTabs } from './insight-tabs.tsx';
import css from './insight.module.css';
import { definitionsQuery } from './insight.ts';
import { messages } from './messages.ts';

const words = messages.definitions;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(definitionsQuery());

/** What every number of insight means. */
export default function DefinitionsPage() {
  const { data } = useSuspenseQuery(definitionsQuery());
  return (
    <Page title={words.title} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.insight() }, { label: messages.tabs.definitions }]}>
      <InsightTabs at="definitions" />
      <Sheet>
        <dl className={css.definitions}>
          {data.definitions.map((one) => [<dt key={`${one.code} term`}>{one.label}<span className="t-mono t-quiet">{one.code}</span></dt>, <dd key={one.code}>{one.text}</dd>])}
        </dl>
      </Sheet>
    </Page>
  );
}
