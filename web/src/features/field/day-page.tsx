import { useMay } from '../../app/session.ts';
import { FieldDay } from './day.tsx';
import { messages } from './messages.ts';
import { TerritoriesTable } from './territories-table.tsx';
import { Page } from '../../ui/page.tsx';

/** A representative's day; whoever has none sees the territories. */
export default function DayPage() {
  const may = useMay('field:visit');
  if (may) return <FieldDay place={[{ label: messages.place }, { label: messages.day }]} />;
  return <Page title={messages.territories} place={[{ label: messages.place }]}><TerritoriesTable /></Page>;
}
