import { Menu, Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Fragment, type ComponentType } from 'react';
import { en } from '../../messages/en.ts';
import { Link } from '../link.tsx';
import { Brand } from './brand.tsx';
import css from './rail.module.css';

type IconProps = { readonly size?: number; readonly stroke?: number };
export type RailEntry = { readonly id: string; readonly label: string; readonly href: string; readonly icon: ComponentType<IconProps>; readonly count?: number; readonly prominent?: boolean };
export type RailPerson = { readonly name: string; readonly roleTitle: string };
export type PersonAction = { readonly id: string; readonly label: string; readonly run: () => void; readonly icon?: ComponentType<IconProps>; readonly checked?: boolean; readonly group?: string };
export type RailProps = { readonly entries: readonly RailEntry[]; readonly pinned: readonly RailEntry[]; readonly current: string; readonly person: RailPerson; readonly personActions: readonly PersonAction[] };

const initialsOf = (name: string): string =>
  name.split(/\s+/).filter(Boolean).map((part) => part[0]).filter((_, i, all) => i === 0 || i === all.length - 1).join('').toUpperCase();

/** The words of the product at the left, in an order that never varies; under them what one pinned, and who is signed in. */
export function Rail({ entries, pinned, current, person, personActions }: RailProps) {
  return (
    <nav className={css.rail} aria-label={en.shell.rail}>
      <Link href="/" plain className={css.brand} aria-label="Tutti, home">
        <span className={css.full}><Brand /></span>
        <span className={css.short}><Brand folded /></span>
      </Link>
      <div className={css.scroll}>
        <ul className={css.list}>{entries.map((entry) => <RailLink key={entry.id} entry={entry} active={entry.id === current} />)}</ul>
        {pinned.length > 0 && (
          <>
            <h2 className={css.heading} id="pinned">{en.shell.pinned}</h2>
            <ul className={css.list} aria-labelledby="pinned">{pinned.map((entry) => <RailLink key={entry.id} entry={entry} active={false} />)}</ul>
          </>
        )}
      </div>
      <PersonMenu person={person} actions={personActions} />
    </nav>
  );
}

function RailLink({ entry, active }: { readonly entry: RailEntry; readonly active: boolean }) {
  const Icon = entry.icon;
  return (
    <li>
      <Tooltip label={entry.label} position="right" classNames={{ tooltip: css.tip }}>
        <Link plain href={entry.href} className={css.link} aria-current={active ? 'page' : undefined}>
          <Icon size={18} stroke={1.6} />
          <span className={css.label}>{entry.label}</span>
          {entry.count ? <span className={css.count}>{entry.count}</span> : null}
        </Link>
      </Tooltip>
    </li>
  );
}

function PersonMenu({ person, actions }: { readonly person: RailPerson; readonly actions: readonly PersonAction[] }) {
  return (
    <Menu position="top-start" width={228} withinPortal={false}>
      <Menu.Target>
        <button type="button" className={css.person}>
          <span className={css.avatar} aria-hidden="true">{initialsOf(person.name)}</span>
          <span className={css.who}><b>{person.name}</b><span>{person.roleTitle}</span></span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action, i) => (
          <Fragment key={action.id}>
            {action.group && action.group !== actions[i - 1]?.group && <Menu.Label>{action.group}</Menu.Label>}
            <Menu.Item onClick={action.run} leftSection={action.icon && <action.icon size={16} stroke={1.6} />} rightSection={action.checked ? <IconCheck size={16} aria-label={en.ui.chosen} /> : undefined}>{action.label}</Menu.Item>
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
