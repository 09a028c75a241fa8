import { useEffect, useState } from 'react';
import { en } from '../messages/en.ts';
import css from './skeleton.module.css';

export type SkeletonProps = { readonly lines?: number; readonly row?: boolean; readonly what?: string };

const SHOW_AFTER_MS = 300; // a quick answer shows nothing at all
const SAY_AFTER_MS = 3000;

/** Grey lines in the true layout, after 300 ms; after 3 s it says what is being waited for. */
export function Skeleton({ lines = 3, row = false, what }: SkeletonProps) {
  const [age, setAge] = useState(0);
  useEffect(() => {
    const show = setTimeout(() => setAge(1), SHOW_AFTER_MS);
    const say = setTimeout(() => setAge(2), SAY_AFTER_MS);
    return () => {
      clearTimeout(show);
      clearTimeout(say);
    };
  }, []);
  return (
    <div className={row ? css.rows : css.lines} data-shown={age > 0 || undefined} aria-busy="true">
      {Array.from({ length: lines }, (_, i) => <span key={i} className={css.line} style={{ width: `${[92, 64, 78, 55][i % 4]}%` }} />)}
      <p role="status" className={css.say}>{age > 1 ? (what ?? en.ui.longWait) : <span className="t-hidden">{age === 1 ? en.ui.loading : ''}</span>}</p>
    </div>
  );
}

/** The frame of a page whose data is on its way. */
export function PageSkeleton() {
  return <div className={css.page}><Skeleton lines={2} /><div className={css.block}><Skeleton lines={8} row /></div></div>;
}
