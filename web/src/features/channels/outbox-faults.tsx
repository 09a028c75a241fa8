import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import css from './channels.module.css';
import { sendAllAgain, type Fault, type Outbox } from './channels.ts';
import { messages } from './messages.ts';

const words = messages.faults;

/** A verb that stays where it may not be done, focusable, with its reason in text. */
export function AgainButton({ children, onClick }: { readonly children: string; readonly onClick: () => void }) {
  const may = useMay('channels:send_again');
  const id = useId();
  if (may) return <Button onClick={onClick}>{children}</Button>;
  return <span className={css.acts}><Button data-disabled aria-disabled aria-describedby={id} onClick={(event) => event.preventDefault()}>{children}</Button><small id={id} className={css.sub}>{words.mayNot}</small></span>;
}

function Cause({ row }: { readonly row: Fault }) {
  const [asking, setAsking] = useState(false);
  const { cascadeId, fault } = row;
  const count = formatNumber(row.count);
  return (
    <li>
      <div>
        <b>{words.say(fault)}</b>
        <p className={css.sub}>{row.title}. {cascadeId !== null && <><Link href={paths.cascade({ cascadeId: String(cascadeId) })}>{words.ofCascade}</Link> · </>}<Link href={paths.outbox({ state: 'failed', fault, cascade: cascadeId === null ? undefined : String(cascadeId) })}>{words.see}</Link></p>
      </div>
      {cascadeId === null ? <span className={css.sub}>{words.alone}</span> : <AgainButton onClick={() => setAsking(true)}>{words.again(count)}</AgainButton>}
      {asking && cascadeId !== null && <ReasonDialog topic="channels.message" words={words.all(count)} save={(reason) => sendAllAgain(cascadeId, fault, reason)} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** What failed, one line a cause and cascade, each with the way to send all of it again. */
export function OutboxFaults({ outbox }: { readonly outbox: Outbox }) {
  if (outbox.faults.length === 0) return null;
  return (
    <Sheet title={words.title}>
      <p className={css.sub}>{words.lead}</p>
      <ul className={css.causes}>{outbox.faults.map((row) => <Cause key={`${row.fault}${row.cascadeId}${row.title}`} row={row} />)}</ul>
    </Sheet>
  );
}
