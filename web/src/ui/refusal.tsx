import { IconBan, IconInfoCircle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from './link.tsx';
import css from './refusal.module.css';

export type RecordLink = { readonly label: string; readonly href?: string };
export type RefusalProps = { readonly what: ReactNode; readonly why?: ReactNode; readonly record?: RecordLink; readonly remedy?: ReactNode };

/** A refusal in four parts: what, why, which record, and what can be done by whom. Calm: it keeps a promise to a customer. */
export function Refusal({ what, why, record, remedy }: RefusalProps) {
  return (
    <div className={css.refusal}>
      <IconBan size={18} stroke={1.6} aria-hidden="true" />
      <div>
        <p><b>{what}</b></p>
        {why && <p>{why} {record && <RecordRef record={record} />}</p>}
        {remedy && <p>{remedy}</p>}
      </div>
    </div>
  );
}

/** The record that decided, as a link where the reader may open it. */
export function RecordRef({ record }: { readonly record: RecordLink }) {
  return record.href ? <Link href={record.href}>{record.label}</Link> : <span>{record.label}</span>;
}

/** What the reader may not see: the hatch, the reason, and whom to ask. The same for every customer, so that it betrays nothing. */
export function Redacted({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return <div className={css.redacted}><IconLock size={16} stroke={1.6} aria-hidden="true" /><span>{children}</span>{action}</div>;
}

/** A calm notice that something is due or not covered, with what to do. */
export function Notice({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return <div className={css.notice}><IconInfoCircle size={18} stroke={1.6} aria-hidden="true" /><div><p><b>{title}</b></p>{children && <p>{children}</p>}</div></div>;
}
