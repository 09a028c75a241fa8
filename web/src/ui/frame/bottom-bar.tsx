import { IconDots } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { en } from '../../messages/en.ts';
import { Link } from '../link.tsx';
import css from './bottom-bar.module.css';
import type { PersonAction, RailEntry, RailPerson } from './rail.tsx';

export type BottomBarProps = { readonly entries: readonly RailEntry[]; readonly all: readonly RailEntry[]; readonly current: string; readonly person: RailPerson; readonly personActions: readonly PersonAction[] };

const Dialog = lazy(() => import('../dialog.tsx').then((file) => ({ default: file.Dialog })));

/** The phone's way about: at most four places under the thumb, the rest behind More. */
export function BottomBar({ entries, all, current, person, personActions }: BottomBarProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <nav className={css.bar} aria-label={en.shell.rail}>
      {entries.map((entry) => (
        <Link key={entry.id} plain href={entry.href} className={entry.prominent ? css.prominent : css.item} aria-current={entry.id === current ? 'page' : undefined}>
          <entry.icon size={24} stroke={1.6} />
          <span className={entry.prominent ? 't-hidden' : undefined}>{entry.label}</span>
          {entry.count ? <span className={css.count}><span className="t-hidden">, </span>{entry.count}</span> : null}
        </Link>
      ))}
      <button type="button" className={css.item} onClick={() => setOpen(true)} aria-haspopup="dialog"><IconDots size={24} stroke={1.6} /><span>{en.shell.more}</span></button>
      <Suspense>{open && <Dialog title={`${person.name}, ${person.roleTitle}`} onClose={close}>
        <ul className={css.list}>
          {all.map((entry) => (
            <li key={entry.id}><Link plain href={entry.href} className={css.entry} onClick={close} aria-current={entry.id === current ? 'page' : undefined}><entry.icon size={20} stroke={1.6} />{entry.label}</Link></li>
          ))}
        </ul>
        <ul className={css.list}>
          {personActions.map((action) => (
            <li key={action.id}><button type="button" className={css.entry} onClick={() => { action.run(); close(); }}>{action.icon && <action.icon size={20} stroke={1.6} />}{action.checked === undefined ? action.label : `${action.group}: ${action.label}${action.checked ? `, ${en.ui.chosen}` : ''}`}</button></li>
          ))}
        </ul>
      </Dialog>}</Suspense>
    </nav>
  );
}
