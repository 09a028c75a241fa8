import { paths } from '../../app/paths.ts';
import { Figures, type FigureItem } from '../../ui/figures.tsx';
import { formatNumber, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Columns } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import css from './channels.module.css';
import type { Outbox } from './channels.ts';
import { messages } from './messages.ts';

const words = messages.outbox;

export const countOf = (outbox: Outbox, ...states: readonly Outbox['states'][number]['state'][]): number =>
  outbox.states.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0);

function figuresOf(outbox: Outbox): FigureItem[] {
  const count = (...states: Outbox['states'][number]['state'][]) => formatNumber(countOf(outbox, ...states));
  const opened = outbox.responses.find((row) => row.kind === 'open' && !row.machine)?.count ?? 0;
  const href = (state: string) => paths.outbox({ state });
  const { definitions } = words;
  return [
    { label: words.sent, value: count('sent'), comparison: words.opened(formatNumber(opened)), href: href('sent'), definition: definitions.sent, asOf: outbox.lastSentAt ? words.lastSent(formatWhen(outbox.lastSentAt)) : undefined },
    { label: words.waiting, value: count('queued', 'claimed', 'dispatching'), comparison: outbox.oldestDueAt ? words.oldest(formatWhen(outbox.oldestDueAt)) : undefined, href: href('queued'), definition: definitions.waiting },
    { label: words.refused, value: count('refused'), comparison: words.withdrawn(count('withdrawn')), href: href('refused'), definition: definitions.refused },
    { label: words.bounced, value: count('bounced', 'failed'), href: href('bounced'), definition: definitions.bounced },
    { label: words.unknown, value: count('unknown'), href: href('unknown'), definition: definitions.unknown },
  ];
}

/** Delivery in five figures, what the gate stopped by reason, and who sends. */
export function OutboxFigures({ outbox }: { readonly outbox: Outbox }) {
  return (
    <>
      <Figures items={figuresOf(outbox)} label={words.figures} />
      {(outbox.refusals.length > 0 || outbox.senders) && (
        <Columns widths={outbox.senders ? '3fr 2fr' : '1fr'}>
          {outbox.refusals.length > 0 && (
            <Sheet title={words.reasons}>
              <ul className={css.list}>{outbox.refusals.map((row) => <li key={row.refusal}><span>{messages.refusals[row.refusal] ?? row.refusal}</span><Link href={paths.outbox({ refusal: row.refusal })}>{formatNumber(row.count)}</Link></li>)}</ul>
            </Sheet>
          )}
          {outbox.senders && (
            <Sheet title={words.senders}>
              {outbox.senders.length === 0 ? <p>{words.noSender}</p> : <ul className={css.list}>{outbox.senders.map((one) => <li key={one.senderId}><span>{words.sender(one.host, formatWhen(one.startedAt))}</span><span className="t-quiet">{one.transport === 'built_in' ? words.builtIn : words.to(one.transport)}</span></li>)}</ul>}
            </Sheet>
          )}
        </Columns>
      )}
    </>
  );
}
