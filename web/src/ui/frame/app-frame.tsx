import { useMemo, useState, type ReactNode } from 'react';
import { en } from '../../messages/en.ts';
import { BottomBar } from './bottom-bar.tsx';
import css from './frame.module.css';
import { Rail, type PersonAction, type RailEntry, type RailPerson } from './rail.tsx';
import { FrameSlotsContext } from './slots.ts';

export type AppFrameProps = {
  readonly entries: readonly RailEntry[];
  readonly pinned?: readonly RailEntry[];
  readonly phoneEntries: readonly RailEntry[];
  readonly current: string;
  readonly person: RailPerson;
  readonly personActions: readonly PersonAction[];
  readonly tools: ReactNode;
  readonly strip?: ReactNode;
  readonly folded?: boolean;
  readonly children: ReactNode;
};

/** The frame of every page: rail, top bar, page, and the place for a panel at the right; on the phone a bottom bar. */
export function AppFrame(props: AppFrameProps) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  const [tips, setTips] = useState<HTMLElement | null>(null);
  const slots = useMemo(() => ({ place, panel, tips }), [place, panel, tips]);
  const skip = () => document.querySelector<HTMLElement>('main h1')?.focus();
  return (
    <FrameSlotsContext value={slots}>
      <div className={css.frame} data-folded={props.folded || undefined}>
        <a className={css.skip} href="#page" onClick={(event) => { event.preventDefault(); skip(); }}>{en.shell.skip}</a>
        <Rail entries={props.entries} pinned={props.pinned ?? []} current={props.current} person={props.person} personActions={props.personActions} />
        <div className={css.body}>
          <header className={css.top}>
            <div className={css.place} ref={setPlace} />
            <div className={css.tools}>{props.tools}</div>
          </header>
          {props.strip}
          <div className={css.area}>
            <main className={css.main} id="page">{props.children}<div ref={setTips} /></main>
            <div className={css.panel} ref={setPanel} />
          </div>
        </div>
        <BottomBar entries={props.phoneEntries} all={props.entries} current={props.current} person={props.person} personActions={props.personActions} />
      </div>
    </FrameSlotsContext>
  );
}
