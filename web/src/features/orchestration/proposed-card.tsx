import { paths } from '../../app/paths.ts';
import { formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ApproveButton, Leaving } from './approval.tsx';
import { countsOf } from './cascade-counts.ts';
import { eventOf, titleOf } from './cascade-words.ts';
import type { Cascade } from './cascades.ts';
import { LinkButton } from './link-button.tsx';
import { messages } from './messages.ts';
import css from './orchestration.module.css';

const words = messages.marketing;

/** A cascade that waits: the new segment, the proposed journey with its reason, who is chosen and who is refused for what, and the one verb. */
export function ProposedCard({ cascade, first }: { readonly cascade: Cascade; readonly first: boolean }) {
  const counts = countsOf(cascade);
  const id = String(cascade.cascadeId);
  const event = eventOf(cascade);
  return (
    <Sheet tone="marketing" title={titleOf(cascade)} aside={<time dateTime={cascade.startedAt} title={formatInstant(cascade.startedAt)}>{formatWhen(cascade.startedAt)}</time>}>
      <p className={css.lead}>{words.segment(counts.audience)} {event.kind}: {event.title}. {event.note}</p>
      <div className={css.leaving}>
        <div>
          <h3 className={css.small}>{words.reached(counts.reached)}</h3>
          <Leaving cascade={cascade} counts={counts} />
        </div>
        <ApproveButton cascade={cascade} counts={counts} first={first} more={<LinkButton href={paths.cascade({ cascadeId: id })} variant="subtle" size="xs">{messages.leaving.see}</LinkButton>} />
        <div>
          <h3 className={css.small}>{words.untouched(counts.refused, counts.heldOut)}</h3>
          <ul className={css.reasons}>
            {counts.reasons.map(({ code, count }) => <li key={code}><Link plain className={css.link} href={paths.cascade({ cascadeId: id }, { refusal: code })}><b>{formatNumber(count)}</b> {messages.refusal(code)}</Link></li>)}
          </ul>
        </div>
      </div>
      <p className={css.quiet}><b>{words.journey}</b> {cascade.journeyReason} {cascade.journeyVersionId !== null && <Link href={paths.journey({ journeyId: String(cascade.journeyVersionId) })}>{words.seeJourney}</Link>}</p>
      <p className={css.quiet}>{messages.leaving.quietHours} {words.play} <Link href={paths.plays()}>{cascade.playName}</Link>, v{cascade.playVersion}.</p>
    </Sheet>
  );
}
