import { paths } from '../../app/paths.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

/** The pages within Audit. */
export const AuditTabs = ({ at }: { readonly at: 'trail' | 'proof' | 'reasons' }) => (
  <Tabs label={messages.tabs.label} at={at} tabs={[
    { id: 'trail', label: messages.tabs.trail, href: paths.audit() }, { id: 'proof', label: messages.tabs.proof, href: paths.auditVerification() }, { id: 'reasons', label: messages.tabs.reasons, href: paths.auditReasons() },
  ]} />
);
