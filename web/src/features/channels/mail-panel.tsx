import { Button } from '@mantine/core';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { CustomerLink } from '../../app/customer-link.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { formatInstant } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Link } from '../../ui/link.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Notice, Refusal } from '../../ui/refusal.tsx';
import type { FunctionName } from '../../ui/theme/tokens.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import css from './channels.module.css';
import { sendAgain, type Message } from './channels.ts';
import { MailState } from './mail-state.tsx';
import { AgainButton } from './outbox-faults.tsx';
import { messages } from './messages.ts';

const words = messages.mail;

function factsOf(row: Message): readonly (readonly [string, string])[] {
  const at = (name: string, instant: string | null) => (instant ? [[name, formatInstant(instant)] as const] : []);
  return [
    [words.purpose, row.purpose.replaceAll('_', ' ')], [words.product, row.productName ?? words.allProducts], ...at(words.queued, row.queuedAt), ...at(words.intent, row.intentAt), ...at(words.sent, row.sentAt),
    [words.tries, String(row.tries)], [words.id, `M-${row.messageId}`],
  ];
}

/** A person says what became of a mail that nobody here can know of. */
function Settle({ row }: { readonly row: Message }) {
  const [outcome, setOutcome] = useState<'was_sent' | 'send_again'>();
  const settles = useMay('channels:settle');
  const save = (reason: string) => post('/api/channels/unknown/{messageId}/settlement', { path: { messageId: row.messageId }, body: { outcome: outcome ?? 'was_sent', reason } });
  return (
    <PanelSection>
      <div className={css.stack}>
        <Notice title={words.settleTitle}>{words.settleLead}</Notice>
        <div className={css.acts}>
          <Button aria-disabled={!settles || undefined} data-disabled={!settles || undefined} onClick={() => { if (settles) setOutcome('was_sent'); }}>{words.wasSent}</Button>
          <Button aria-disabled={!settles || undefined} data-disabled={!settles || undefined} onClick={() => { if (settles) setOutcome('send_again'); }}>{words.sendAgain}</Button>
          {!settles && <span className="t-quiet">{words.settleRefused}</span>}
        </div>
      </div>
      {outcome && <ReasonDialog topic="channels.message" words={outcome === 'was_sent' ? messages.settle.wasSent : messages.settle.sendAgain} save={save} onClose={() => setOutcome(undefined)} />}
    </PanelSection>
  );
}

/** Why it failed, in plain words and as it was said, and the way to send it again. */
function Failed({ row }: { readonly row: Message }) {
  const [asking, setAsking] = useState(false);
  return (
    <PanelSection title={words.failed}>
      <div className={css.stack}>
        {row.fault && <p>{messages.faults.say(row.fault)}</p>}
        <p className={css.sub}>{words.said} <span className="t-mono">{row.failure}</span></p>
        {row.state === 'failed' && <AgainButton onClick={() => setAsking(true)}>{words.sendAgain}</AgainButton>}
      </div>
      {asking && <ReasonDialog topic="channels.message" words={messages.faults.one} save={(reason) => sendAgain(row.messageId, reason)} onClose={() => setAsking(false)} />}
    </PanelSection>
  );
}

/** One mail: what became of it, and which record decided. */
export function MailPanel({ row, closeTo }: { readonly row: Message | undefined; readonly closeTo: string }) {
  if (!row) return <Panel title={messages.outbox.place} closeTo={closeTo}><PanelSection><p>{words.notOnPage}</p></PanelSection></Panel>;
  return (
    <Panel title={row.title} closeTo={closeTo} above={<FunctionMark of={row.function.replaceAll('_', '-') as FunctionName} />} subtitle={<MailState state={row.state} />}>
      {row.refusal && (
        <PanelSection>
          <Refusal what={row.state === 'withdrawn' ? words.withdrawn : words.refused} why={`${messages.refusals[row.refusal] ?? row.refusal}.`}
            record={row.refusalRecord ? { label: words.record(row.refusalRecord) } : undefined} />
        </PanelSection>
      )}
      {row.state === 'unknown' && <Settle row={row} />}
      {row.failure && row.state !== 'unknown' && <Failed row={row} />}
      <PanelSection title={words.facts}>
        <dl className={css.facts}>{factsOf(row).map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl>
      </PanelSection>
      <PanelSection>
        <p><Link href={paths.contentItem({ contentId: String(row.versionId) })}>{words.text}</Link></p>
        {row.customerName && <p><CustomerLink of={row.customerId}>{row.customerName}</CustomerLink></p>}
      </PanelSection>
    </Panel>
  );
}
