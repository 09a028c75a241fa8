import { paths } from '../../app/paths.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

const SECTIONS = [
  { id: 'cascades', label: messages.cascades, href: paths.cascades() },
  { id: 'plays', label: messages.plays, href: paths.plays() },
  { id: 'journeys', label: messages.journeys, href: paths.journeys() },
] as const;

/** The three lists of orchestration, side by side. */
export function Sections({ current }: { readonly current: (typeof SECTIONS)[number]['id'] }) {
  return <Tabs label={messages.sections} at={current} tabs={SECTIONS} />;
}
