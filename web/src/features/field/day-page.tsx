import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../app/session.ts';
import { FieldDay } from './day.tsx';
import { messages } from './messages.ts';
import { TerritoriesTable, territoriesQuery } from './territories-table.tsx';
import { Page } from '../../ui/page.tsx';

function Territories() {
  const { data } = useQuery(territoriesQuery());
  return <Page title={data ? messages.territoriesTitle(data.rows.length) : messages.territories} place={[{ label: messages.place }]}><TerritoriesTable /></Page>;
}

/** A representative's day; whoever has none sees the territories. */
export default function DayPage() {
  const may = useMay('field:visit');
  if (may) return <FieldDay place={[{ label: messages.place }, { label: messages.day }]} />;
  return <Territories />;
}
