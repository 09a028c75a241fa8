import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { formatNumber } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { marketName, vocabularyQuery } from './access.ts';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { messages } from './messages.ts';

const words = messages.words;
const { heads } = words;
type Row = { readonly name: string; readonly label: string; readonly meaning?: string | undefined; readonly people?: number };

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(vocabularyQuery());

const NAME: Column<Row> = { id: 'name', head: heads.name, width: 240, narrow: 'title', cell: (row) => row.label };
const MEANING: Column<Row> = { id: 'meaning', head: heads.meaning, narrow: 'note', cell: (row) => row.meaning ?? '' };
const PEOPLE: Column<Row> = { id: 'people', head: heads.people, end: true, width: 110, narrow: 'end', cell: (row) => formatNumber(row.people ?? 0) };
const shared = { rowId: (row: Row) => row.name, rowName: (row: Row) => row.label };

/** The words that are fixed, with their meaning, and the markets in which people work. */
export default function WordsPage() {
  const { data } = useQuery(vocabularyQuery());
  return (
    <Page title={words.title} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.administration() }, { label: messages.tabs.words }]}>
      <AdministrationTabs at="words" />
      <DataTable {...shared} label={words.functions} title={words.functions} aside={words.functionsNote} columns={[NAME, MEANING, PEOPLE]} empty="" rows={data?.functions.map((one) => ({ ...one, label: messages.functions[one.name] ?? one.name, meaning: words.functionMeanings[one.name] }))} />
      <DataTable {...shared} label={words.purposes} title={words.purposes} aside={words.purposesNote} columns={[NAME, MEANING]} empty="" rows={data?.purposes.map((name) => ({ name, label: words.purposeNames[name] ?? name, meaning: words.purposeMeanings[name] }))} />
      <DataTable {...shared} label={words.markets} title={words.markets} aside={words.marketsNote} columns={[NAME, PEOPLE]} empty={words.noMarkets} rows={data?.markets.map((one) => ({ ...one, label: `${marketName(one.name)} (${one.name})` }))} />
    </Page>
  );
}
