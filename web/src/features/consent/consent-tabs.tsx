import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { gateRulesWords } from './gate-rules-messages.ts';

const { tabs } = gateRulesWords;

/** The pages within consent; the text only for who writes it. */
export function ConsentTabs({ at }: { readonly at: 'rules' | 'text' }) {
  const mayWrite = useMay('consent:rules');
  return <Tabs label={tabs.label} at={at} tabs={[{ id: 'rules', href: paths.consent(), label: tabs.rules }, ...(mayWrite ? [{ id: 'text', href: paths.gateRules(), label: tabs.text }] : [])]} />;
}
