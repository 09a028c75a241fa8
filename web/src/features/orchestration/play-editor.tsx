import { useId, useRef } from 'react';
import { messages } from './messages.ts';
import type { TextFault } from './play-text.ts';
import css from './play.module.css';

const words = messages.play;
type PlayEditorProps = { readonly text: string; readonly onChange: (text: string) => void; readonly faults: readonly TextFault[]; readonly readOnly?: boolean };

/** The play's text with numbered lines; a fault is marked at its line, and leads there. */
export function PlayEditor({ text, onChange, faults, readOnly = false }: PlayEditorProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const lines = text.split('\n');
  const faulty = new Set(faults.map((fault) => fault.line));
  const goTo = (line: number) => {
    const from = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
    field.current?.focus();
    field.current?.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  };
  return (
    <div>
      <label className={css.label} htmlFor={id}>{words.text}</label>
      <div className={css.editor} data-read-only={readOnly || undefined}>
        <div className={css.numbers} aria-hidden="true">{lines.map((_, i) => <span key={i} data-faulty={faulty.has(i + 1) || undefined}>{i + 1}</span>)}</div>
        <textarea id={id} ref={field} value={text} readOnly={readOnly} spellCheck={false} wrap="off" rows={Math.max(12, lines.length)} onChange={(event) => onChange(event.currentTarget.value)}
          aria-invalid={faults.length > 0 || undefined} aria-describedby={faults.length > 0 ? `${id}-faults` : undefined} />
      </div>
      {faults.length > 0 && (
        <ul className={css.faults} id={`${id}-faults`}>
          {faults.map((fault) => (
            <li key={`${fault.line}${fault.field}${fault.message}`}>
              {fault.line ? <button type="button" className="t-link" onClick={() => goTo(fault.line as number)}>{words.line(fault.line)}</button> : null} {fault.field && !fault.field.startsWith('line ') && <code>{fault.field}</code>} {fault.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
