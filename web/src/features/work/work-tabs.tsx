import { paths } from '../../app/paths.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

export type WorkTab = keyof Omit<typeof messages.tabs, 'label'>;

const TABS: readonly (readonly [WorkTab, () => string])[] = [
  ['inbox', paths.work], ['tasks', paths.tasks], ['cases', paths.cases], ['handOvers', paths.handOvers], ['notices', paths.notices],
];

/** The pages within Work. */
export function WorkTabs({ at }: { readonly at: WorkTab }) {
  return <Tabs label={messages.tabs.label} at={at} tabs={TABS.map(([id, href]) => ({ id, href: href(), label: messages.tabs[id] }))} />;
}
