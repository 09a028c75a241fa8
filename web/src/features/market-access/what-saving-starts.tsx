import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { ProblemError } from '../../api/problem-error.ts';
import type { FunctionName } from '../../ui/theme/tokens.ts';
import css from './market-access.module.css';
import { eventPreviewQuery, playsPreviewQuery, type AccessEventBody, type PreviewedEvent, type PreviewedPlay } from './market-access.ts';
import { messages, REASONS } from './messages.ts';

const words = messages.starts;
const SETTLE_MS = 350; // a dry run counts thousands: it waits until the hand rests

/** The dry run of a save, from the true population: how many, refused why, who acts. It never stands in the way of saving. */
export function WhatSavingStarts({ body }: { readonly body: AccessEventBody | undefined }) {
  const [settled] = useDebouncedValue(body, SETTLE_MS);
  const event = useQuery({ ...eventPreviewQuery(settled as AccessEventBody), enabled: settled !== undefined });
  const told = event.data?.eventType ? event.data : undefined;
  const plays = useQuery({ ...playsPreviewQuery(settled?.payerId ?? 0, told), enabled: told !== undefined && settled !== undefined });
  return (
    <section className={css.starts} aria-labelledby="starts" aria-busy={event.isFetching || plays.isFetching}>
      <div className={css.head}><h3 id="starts">{words.title}</h3><span role="status">{settled && (event.isFetching || plays.isFetching) ? words.counting : plays.data ? words.counted(formatNumber(plays.data.seconds, 1)) : ''}</span></div>
      {!settled && <p className="t-quiet">{words.waiting}</p>}
      {settled && event.data && <Recorded event={event.data} />}
      {settled && event.isError && <p className="t-quiet">{event.error instanceof ProblemError ? event.error.problem.fields?.[0]?.message ?? event.error.problem.title : words.failed}</p>}
      {told && plays.isError && <p className="t-quiet">{words.failed}</p>}
      {told && plays.data?.plays.length === 0 && <p>{words.nothing}</p>}
      {told && plays.data?.plays.map((play) => <PlayPreview key={play.playId} play={play} isWin={told.eventType === 'formulary.won'} />)}
    </section>
  );
}

/** What one event would start, told by the same dry run. */
export function EventStarts({ payerId, event, title }: { readonly payerId: number; readonly event: PreviewedEvent; readonly title: string }) {
  const plays = useQuery(playsPreviewQuery(payerId, event));
  return (
    <>
      <p><b>{title}</b></p>
      {plays.isPending && <p className="t-quiet">{words.counting}</p>}
      {plays.isError && <p className="t-quiet">{words.failed}</p>}
      {plays.data?.plays.length === 0 && <p>{words.nothing}</p>}
      {plays.data?.plays.map((play) => <PlayPreview key={play.playId} play={play} isWin={event.eventType === 'formulary.won'} />)}
    </>
  );
}

function Recorded({ event }: { readonly event: PreviewedEvent }) {
  if (event.changes.length === 0) return <Refusal what={words.nothingChanged} />;
  return (
    <>
      {event.unchanged.length > 0 && <p className="t-quiet">{words.unchanged(event.unchanged.length)}</p>}
      {event.eventType === null && <p>{words.silent}</p>}
    </>
  );
}

const FUNCTION_OF: Readonly<Record<string, FunctionName>> = { sales: 'sales', marketing: 'marketing', medical: 'medical', market_access: 'market-access', contact_centre: 'contact-centre', patient_services: 'patient-services' };
const PARTS = ['chosen', 'heldOut', 'refused'] as const;

function PlayPreview({ play, isWin }: { readonly play: PreviewedPlay; readonly isWin: boolean }) {
  return (
    <>
      <p>{words.play(play.name, play.version)}</p>
      {play.audience > 0 && <div className={css.bar} aria-hidden="true">{PARTS.filter((part) => play[part] > 0).map((part) => <span key={part} data-part={part} style={{ flexGrow: play[part] }} />)}</div>}
      <dl className={css.counts}>
        <dt>{formatNumber(play.audience)}</dt><dd>{isWin ? words.audience : words.audienceOther}</dd>
        <dt>{formatNumber(play.chosen)}</dt><dd>{words.chosen}</dd>
        <dt>{formatNumber(play.refused)}</dt><dd>{words.refused}{play.refusals.length > 0 && <Reasons refusals={play.refusals} />}</dd>
        <dt>{formatNumber(play.heldOut)}</dt><dd>{words.heldOut}</dd>
      </dl>
      <div className={css.marks}>
        {play.byCandidate.filter((one) => one.count > 0).map((one) => <FunctionMark key={one.code} of={FUNCTION_OF[one.function] ?? 'marketing'}>{words.through(one.name, one.count, one.people)}</FunctionMark>)}
        {play.informs.map((one) => <span key={one.role + one.headline} className="t-quiet">{one.headline}</span>)}
      </div>
      <p className="t-quiet">{play.approval === 'required' ? words.approval : words.automatic}</p>
    </>
  );
}

function Reasons({ refusals }: { readonly refusals: PreviewedPlay['refusals'] }) {
  return (
    <details>
      <summary className="t-link">{words.reasons}</summary>
      <ul className={css.reasons}>{refusals.map((one) => <li key={one.reason}>{formatNumber(one.count)} {REASONS[one.reason] ?? one.reason.replaceAll('_', ' ')}</li>)}</ul>
    </details>
  );
}
