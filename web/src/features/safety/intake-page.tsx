import { paths } from '../../app/paths.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { IntakeForm, Receipts } from './intake-form.tsx';
import { messages } from './messages.ts';

/** Reporting, for everybody. */
export default function IntakePage() {
  return (
    <Page title={messages.intakeTitle} subtitle={messages.intakeLead} place={[{ label: messages.place, href: paths.safety() }, { label: messages.intake }]}>
      <Columns widths="3fr 2fr"><IntakeForm /><Receipts /></Columns>
    </Page>
  );
}
