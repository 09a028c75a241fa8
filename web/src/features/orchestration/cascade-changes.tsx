import { formatInstant, formatWhen } from '../../ui/format.ts';
import { Sheet } from '../../ui/sheet.tsx';
import type { Cascade } from './cascades.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';

const words = messages.changes;

/** Who held a cascade, let it go on or undid it, when and why. */
export function CascadeChanges({ cascade }: { readonly cascade: Cascade }) {
  if (cascade.changes.length === 0) return null;
  return (
    <Sheet title={words.title} flush>
      <ul className={css.news}>
        {cascade.changes.map((one) => (
          <li key={`${one.change}${one.at}`}>
            <time dateTime={one.at} title={formatInstant(one.at)}>{formatWhen(one.at)}</time>
            <div><b>{words.say(one.change, one.rows, one.by)}</b><p>“{one.reason}”</p></div>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
