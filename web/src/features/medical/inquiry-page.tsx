import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { ClockChip, useNow } from '../../ui/clock-chip.tsx';
import { formatHerTime, formatWhen } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { Quote } from '../../ui/quote.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Tag } from '../../ui/state-chip.tsx';
import { AnswerForm } from './answer-form.tsx';
import css from './medical.module.css';
import { inquiryQuery, type Inquiry } from './medical.ts';
import { messages } from './messages.ts';
import { ReferPanel } from './refer-panel.tsx';

export const loader = ({ params, queryClient }: LoadArguments) => queryClient.ensureQueryData(inquiryQuery(params['inquiryId'] ?? ''));

/** One inquiry: the question in the customer's own words, the answer, and apart from both what the customer wishes. */
export default function InquiryPage() {
  const inquiryId = useParam('inquiryId');
  const [search, , hrefWith] = useUrlState<'panel'>();
  const { go } = useNavigation();
  const { data: inquiry } = useSuspenseQuery(inquiryQuery(inquiryId));
  const isOpen = inquiry.state !== 'completed' && inquiry.state !== 'closed';
  const referHref = hrefWith({ panel: 'refer' });
  return (
    <Page title={messages.inquiryTitle(inquiry.customerName, inquiry.productName)} subtitle={[inquiry.specialtyName, inquiry.city, inquiry.askedByName && messages.handedBy(inquiry.askedByName)].filter(Boolean).join(' · ')}
      place={[{ label: messages.place, href: paths.medical() }, { label: inquiry.customerName }]} actions={isOpen ? <ClockChip due={inquiry.dueAt} /> : undefined}>
      <Columns widths="minmax(0, 1fr) 340px">
        <div className={css.stack}>
          <Question inquiry={inquiry} />
          {isOpen ? <AnswerForm inquiry={inquiry} referHref={referHref} /> : <Given inquiry={inquiry} />}
        </div>
        <div className={css.stack}>
          <Sheet title={messages.wishSheet.refer}>
            <div className={css.stack}><p className="t-quiet">{messages.wishSheet.referHint}</p><Button onClick={() => go(referHref)}>{messages.wishSheet.refer}</Button></div>
          </Sheet>
        </div>
      </Columns>
      {search.panel === 'refer' && <ReferPanel inquiry={inquiry} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}

const isPhone = (text: string): boolean => text.replace(/\D/g, '').length >= 7 && !/[a-z]/i.test(text);

function Question({ inquiry }: { readonly inquiry: Inquiry }) {
  const numbers = [inquiry.callback, ...inquiry.phones].filter(Boolean).slice(0, 2);
  return (
    <Sheet title={messages.question} aside={inquiry.unsolicited ? messages.unsolicited : undefined} tone="medical">
      {inquiry.question ? <Quote by={<CustomerLink of={inquiry.customerId}>{inquiry.customerName}{inquiry.credential ? `, ${inquiry.credential}` : ''}</CustomerLink>}>{inquiry.question}</Quote> : <p className="t-quiet">{messages.noQuestion}</p>}
      <dl className={css.facts}>
        {numbers.map((number) => <Fragment key={number}><dt>{messages.callback}</dt><dd>{isPhone(number) ? <a className="t-link t-mono" href={`tel:${number.replace(/[^+\d]/g, '')}`}>{number}</a> : number}</dd></Fragment>)}
        <dt>{messages.herTime}</dt><dd>{formatHerTime(useNow(), inquiry.timeZone)}</dd>
        <dt>{messages.columns.asked}</dt><dd>{[inquiry.askedByName, formatWhen(inquiry.openedAt)].filter(Boolean).join(', ')}</dd>
      </dl>
    </Sheet>
  );
}

function Given({ inquiry }: { readonly inquiry: Inquiry }) {
  return (
    <Sheet title={messages.given} aside={inquiry.answeredAt ? formatWhen(inquiry.answeredAt) : undefined} tone="medical" foot={messages.answer.stays}>
      <p className={css.answer}>{inquiry.answer}</p>
      {inquiry.topics.length > 0 && <p className={css.actions} aria-label={messages.topics}>{inquiry.topics.map((topic) => <Tag key={topic}>{topic}</Tag>)}</p>}
    </Sheet>
  );
}
