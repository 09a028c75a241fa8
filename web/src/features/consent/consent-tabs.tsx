import { paths } from '../../app/paths.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { gateRulesWords } from './gate-rules-messages.ts';

const { tabs } = gateRulesWords;

/** The pages within consent. */
export function ConsentTabs({ at }: { readonly at: 'rules' | 'text' }) {
  return <Tabs label={tabs.label} at={at} tabs={[{ id: 'rules', href: paths.consent(), label: tabs.rules }, { id: 'text', href: paths.gateRules(), label: tabs.text }]} />;
}
