import { FocusTrap } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { en } from '../messages/en.ts';
import type { PersonAction } from '../ui/frame/rail.tsx';
import { Keys } from '../ui/key-tip.tsx';
import { useAnswers, type Answer } from './palette-answers.ts';
import css from './palette.module.css';
import type { Destination } from './rail-entries.ts';

type PaletteProps = { readonly destinations: readonly Destination[]; readonly actions: readonly PersonAction[]; readonly onClose: () => void };

/** One field to find a customer or do something; the page stays visible behind it. */
export function Palette({ destinations, actions, onClose }: PaletteProps) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const opener = useRef(document.activeElement);
  const { list, waiting, failed } = useAnswers(query, destinations, actions);
  const chosen = Math.min(at, list.length - 1);
  useEffect(() => () => { if (opener.current instanceof HTMLElement && document.activeElement === document.body) opener.current.focus({ preventScroll: true }); }, []);
  const run = (answer: Answer | undefined) => {
    if (!answer || answer.refusedBecause) return;
    onClose();
    answer.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => setAt((chosen + 1) % Math.max(1, list.length)),
      ArrowUp: () => setAt((chosen - 1 + list.length) % Math.max(1, list.length)),
      Home: () => setAt(0),
      Enter: () => run(list[chosen]),
      Escape: onClose,
    };
    if (!steps[event.key] || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    steps[event.key]?.();
  };
  return (
    <div className={css.layer} onPointerDown={(event) => { if (event.target === event.currentTarget) onClose(); }}>
      <FocusTrap active>
        <div className={css.palette} role="dialog" aria-modal="true" aria-label={en.palette.title}>
          <div className={css.field}>
            <IconSearch size={18} stroke={1.6} aria-hidden="true" />
            <input data-autofocus role="combobox" aria-expanded={list.length > 0} aria-controls="palette-list" aria-autocomplete="list" aria-activedescendant={list[chosen] ? `answer-${chosen}` : undefined}
              aria-label={en.shell.find} placeholder={en.shell.find} value={query} autoComplete="off" spellCheck={false}
              onChange={(event) => { setQuery(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} />
            <Keys keys="Escape" />
          </div>
          <AnswerList list={list} chosen={chosen} onRun={run} onPoint={setAt} />
          <p className={css.foot} role="status">
            {failed ? en.palette.failed : waiting ? en.palette.searching : list.length === 0 ? en.palette.nothing(query) : query ? en.palette.results(list.length) : en.palette.hint}
          </p>
        </div>
      </FocusTrap>
    </div>
  );
}

type AnswerListProps = { readonly list: readonly Answer[]; readonly chosen: number; readonly onRun: (answer: Answer) => void; readonly onPoint: (index: number) => void };

function AnswerList({ list, chosen, onRun, onPoint }: AnswerListProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }); }, [chosen]);
  const groups = [...new Set(list.map((answer) => answer.group))];
  return (
    <div id="palette-list" role="listbox" aria-label={en.palette.title} className={css.list} ref={box}>
      {groups.map((group) => (
        <div role="group" aria-label={group} key={group}>
          <div className={css.group} aria-hidden="true">{group}</div>
          {list.map((answer, i) => answer.group === group && (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the focus stays in the field, which names the option (aria-activedescendant) and hears the keys
            <div key={answer.id} id={`answer-${i}`} role="option" aria-selected={i === chosen} aria-disabled={answer.refusedBecause !== undefined} className={css.answer}
              onPointerMove={() => { if (i !== chosen) onPoint(i); }} onClick={() => onRun(answer)}>
              <span className={css.label}>{answer.label}{answer.note && <span className={css.note}>{answer.note}</span>}{answer.refusedBecause && <span className={css.note}>{answer.refusedBecause}</span>}</span>
              {answer.keys && <Keys keys={answer.keys} />}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
