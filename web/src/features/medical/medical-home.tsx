import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { Figures } from '../../ui/figures.tsx';
import { formatDate, formatDay, formatNumber, formatWhen } from '../../ui/format.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { Availability } from './availability.tsx';
import { InquiriesTable } from './inquiries-table.tsx';
import css from './medical.module.css';
import { certificationsQuery, inquiriesQuery } from './medical.ts';
import { messages } from './messages.ts';
import { MyConversations } from './my-conversations.tsx';

const words = messages.figures;

/** Home of a liaison: who asked what, by clock; whether she is there, as others see it; her conversations. */
export default function MedicalHome() {
  const inquiries = useQuery(inquiriesQuery('open'));
  const certificates = useQuery(certificationsQuery(true));
  const rows = inquiries.data?.rows;
  const now = useNow();
  const today = new Intl.DateTimeFormat('en-CA').format(now);
  const valid = certificates.data?.rows.filter((one) => one.validFrom <= today && one.validTo >= today) ?? [];
  const first = rows?.[0];
  return (
    <Page title={rows ? messages.homeTitle(rows.length, first?.customerName) : messages.place} subtitle={formatDay(now)} place={[{ label: messages.home }]}>
      {rows && (
        <Figures label={messages.place} items={[
          { label: words.open, value: formatNumber(rows.length), definition: messages.definitions.open, href: paths.medical() },
          { label: words.oldest, value: first ? formatWhen(first.dueAt) : words.none, definition: messages.definitions.oldest, ...(first ? { href: paths.inquiry({ inquiryId: String(first.inquiryId) }), comparison: first.customerName } : {}) },
          ...valid.slice(0, 3).map((one) => ({ label: words.certified(one.productName), value: formatDate(one.validTo), definition: messages.definitions.certified, href: paths.certifications() })),
        ]} />
      )}
      {certificates.data && valid.length === 0 && <p className="t-quiet">{words.notCertified}</p>}
      <Columns widths="minmax(0, 1fr) 300px">
        <InquiriesTable rows={rows} error={inquiries.error} onRetry={() => void inquiries.refetch()} />
        <div className={css.stack}><Availability certifications={valid} /></div>
      </Columns>
      <MyConversations />
    </Page>
  );
}
