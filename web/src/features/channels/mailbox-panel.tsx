import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { isNotThere } from '../../api/problem-error.ts';
import { CustomerLink } from '../../app/customer-link.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './channels.module.css';
import { mailQuery, type MailboxMail } from './channels.ts';
import { messages } from './messages.ts';

const words = messages.mailbox;

function Answer({ mailboxId, builtIn }: { readonly mailboxId: number; readonly builtIn: boolean }) {
  const [text, setText] = useState('');
  const sending = useMutation({
    mutationFn: () => post('/api/channels/mailbox/{mailboxId}/reply', { path: { mailboxId }, body: { text: text.trim() } }),
    onSuccess: () => {
      setText('');
      toast(words.sent);
    },
  });
  return (
    <PanelSection title={words.answer}>
      <div className={css.stack}>
        {sending.isError && <Problem error={sending.error} kept />}
        <Textarea label={words.write} autosize minRows={3} maxRows={10} maxLength={5_000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <div className={css.acts}>
          <Button variant="filled" disabled={!builtIn || text.trim() === ''} loading={sending.isPending} onClick={() => sending.mutate()}>{words.send}</Button>
          {!builtIn && <span className="t-quiet">{words.answerRefused}</span>}
        </div>
      </div>
    </PanelSection>
  );
}

function headersOf(mail: MailboxMail): readonly (readonly [string, string | undefined])[] {
  return [[words.from, mail.headers['from'] ?? mail.fromAddress], [words.to, mail.headers['to'] ?? mail.toAddress], [words.replyTo, mail.headers['reply-to']], [words.messageId, mail.internetId], [words.unsubscribe, mail.headers['list-unsubscribe']]];
}

/** One mail in a frame that can run nothing; its links open beside, as they would for the doctor. */
export function MailboxPanel({ mailboxId, builtIn, closeTo }: { readonly mailboxId: number; readonly builtIn: boolean; readonly closeTo: string }) {
  const mail = useQuery(mailQuery(mailboxId));
  if (!mail.data) {
    return (
      <Panel title={words.place} closeTo={closeTo}>
        <PanelSection>{!mail.isError ? <Skeleton lines={6} /> : isNotThere(mail.error) ? <p>{words.notThere}</p> : <Problem error={mail.error} onRetry={() => void mail.refetch()} />}</PanelSection>
      </Panel>
    );
  }
  const { data } = mail;
  return (
    <Panel title={data.subject} closeTo={closeTo} subtitle={formatInstant(data.receivedAt)} above={data.customerId && data.customerName ? <CustomerLink of={data.customerId}>{data.customerName}</CustomerLink> : data.toAddress}>
      <PanelSection>
        <div className={css.sheet}><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title={words.frame(data.subject)} src={`/api/channels/mailbox/${mailboxId}/document`} className={css.frame} /></div>
      </PanelSection>
      <Answer mailboxId={mailboxId} builtIn={builtIn} />
      <PanelSection title={words.headers}>
        <dl className={css.facts}>{headersOf(data).filter(([, value]) => value).map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl>
      </PanelSection>
    </Panel>
  );
}
