import css from './insight.module.css';
import { messages } from './messages.ts';

/** What a block's numbers mean, behind one word. */
export function Definition({ text, of }: { readonly text: string; readonly of: string }) {
  return <details className={css.definition}><summary>{messages.reach.definition}<span className="t-hidden">: {of}</span></summary>{text}</details>;
}
