import { CASCADE_ICONS } from '../../ui/cascade/labels.tsx';
import { shapeOf } from '../../ui/channel-shape.tsx';
import { formatShare } from '../../ui/format.ts';
import { hueOf } from '../../ui/function-mark.tsx';
import { functionOf } from './functions.ts';
import { messages } from './messages.ts';
import type { DraftPlay, PlayConsideration, TextFault } from './play-text.ts';
import css from './play.module.css';

const words = messages.play;
type PartProps = { readonly word: string; readonly fields: readonly string[]; readonly faults: readonly TextFault[]; readonly children: React.ReactNode };

/** One part of the sentence, with what is wrong in it at its place. */
function Part({ word, fields, faults, children }: PartProps) {
  const own = faults.filter(({ field }) => fields.some((one) => field === one || field.startsWith(`${one}.`)));
  return (
    <div className={css.part} data-faulty={own.length > 0 || undefined}>
      <dt>{word}</dt>
      <dd>{children}{own.map((fault) => <p key={`${fault.field}${fault.message}`} className={css.fault}>{fault.field}: {fault.message}</p>)}</dd>
    </div>
  );
}

/** A play in words: On … when … for … consider … inform …, the same content as its text. */
export function PlaySentence({ draft, faults }: { readonly draft: DraftPlay; readonly faults: readonly TextFault[] }) {
  return (
    <dl className={css.sentence}>
      <Part word={words.on} fields={['on', 'play', 'name']} faults={faults}><b>{messages.events[draft.on ?? '']?.toLowerCase() ?? draft.on ?? words.missing}</b></Part>
      <Part word={words.when} fields={['when']} faults={faults}>{whenOf(draft)}</Part>
      <Part word={words.for} fields={['for', 'purpose', 'market', 'holdout', 'approval']} faults={faults}>
        <b>{words.audiences[draft.for ?? ''] ?? draft.for ?? words.missing}</b>, {words.scope(words.purposes[draft.purpose ?? 'promotion'] ?? String(draft.purpose), draft.market ?? 'US')}
        {typeof draft.holdout === 'number' && draft.holdout > 0 && <>; {words.holdout(formatShare(draft.holdout, 0))}</>}; {words.approvals[draft.approval ?? ''] ?? words.missing}
      </Part>
      <Part word={words.consider} fields={['consider']} faults={faults}>
        {draft.consider?.length ? <ul className={css.considered}>{draft.consider.map((one, i) => <Consideration key={`${one.code}${i}`} one={one} />)}</ul> : words.missing}
      </Part>
      <Part word={words.weigh} fields={['weights']} faults={faults}>{draft.weights ? Object.entries(draft.weights).map(([name, weight]) => `${words.weights[name] ?? name} ${weight}`).join(', ') : words.missing}</Part>
      <Part word={words.inform} fields={['inform']} faults={faults}>{draft.inform?.length ? <ul className={css.considered}>{draft.inform.map((one, i) => <li key={i}><span /><span><b>{words.role(one.role ?? '')}</b>: “{one.headline}”</span></li>)}</ul> : words.nobody}</Part>
    </dl>
  );
}

function whenOf({ when }: DraftPlay): React.ReactNode {
  const parts = [typeof when?.tierAtMost === 'number' ? words.tier(when.tierAtMost) : '', when?.withoutRestrictions?.length ? words.without(when.withoutRestrictions.join(', ')) : ''].filter(Boolean);
  return <b>{parts.length > 0 ? parts.join(words.and) : words.always}</b>;
}

function Consideration({ one }: { readonly one: PlayConsideration }) {
  const Icon = CASCADE_ICONS[shapeOf(one.channel ?? '')];
  const more = [one.content && words.content(one.content), one.journey?.code && words.journey(one.journey.code, one.journey.use ?? ''), one.task && words.task(one.task), one.scarce?.withinDays && words.scarce(one.scarce.by ?? '', one.scarce.withinDays)].filter(Boolean);
  return <li><Icon size={16} stroke={1.6} color={hueOf(functionOf(one.function ?? ''))} aria-hidden="true" /><span><b>{one.name ?? one.code ?? words.missing}</b>{more.length > 0 && <span className="t-quiet">, {more.join(', ')}</span>}</span></li>;
}
