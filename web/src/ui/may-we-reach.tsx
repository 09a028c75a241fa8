import { IconBriefcase, IconCalendarEvent, IconDeviceDesktop, IconMail, IconMessage, IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { en } from '../messages/en.ts';
import css from './may-we-reach.module.css';
import { RecordRef, type RecordLink } from './refusal.tsx';
import { shapeOf } from './channel-shape.tsx';
import { StateChip } from './state-chip.tsx';

const ICONS = { visit: IconBriefcase, mail: IconMail, call: IconPhone, event: IconCalendarEvent, message: IconMessage, portal: IconDeviceDesktop } as const;

export type ReachRow = { readonly channel: string; readonly label: string; readonly allowed: boolean; readonly because: ReactNode; readonly record?: RecordLink; readonly remedy?: ReactNode };

/** May we reach her? Channel by channel, with the record that decided and what could change it. */
export function MayWeReach({ rows, foot }: { readonly rows: readonly ReachRow[]; readonly foot?: ReactNode }) {
  return (
    <>
      <ul className={css.rows}>
        {rows.map((row) => {
          const Icon = ICONS[shapeOf(row.channel)];
          return (
            <li key={row.channel}>
              <Icon size={17} stroke={1.6} aria-hidden="true" />
              <b>{row.label}</b>
              <span><StateChip state={row.allowed ? 'allowed' : 'refused'}>{row.allowed ? en.ui.states.allowed : en.ui.states.no}</StateChip></span>
              <p>{row.because} {row.record && <RecordRef record={row.record} />} {row.remedy}</p>
            </li>
          );
        })}
      </ul>
      {foot && <p className={css.foot}>{foot}</p>}
    </>
  );
}
