import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, type Answer } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Customer, Member } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.organisation;
const PAGE = 50;
const DEEPEST = 5; // payer, plan, network, practice, prescriber

type Page = Answer<'/api/customers/{customerId}/members'>;

const useMembers = (customerId: number) => useInfiniteQuery({
  queryKey: ['customers.customer', 'tree', customerId], initialPageParam: undefined as string | undefined, getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
  queryFn: ({ pageParam, signal }): Promise<Page> => get('/api/customers/{customerId}/members', { path: { customerId }, query: { limit: PAGE, cursor: pageParam }, signal }),
});

/** Who belongs to it, level by level, as a tree that opens where one asks. */
export function StructureSheet({ customer }: { readonly customer: Customer }) {
  return (
    <Sheet flush title={words.structure} aside={words.structureNote}>
      <div className={css.scroll}>
        <table className={css.tree} aria-label={words.structure}>
          <thead><tr><th scope="col">{words.heads.name}</th><th scope="col" data-end>{words.heads.members}</th><th scope="col">{words.heads.role}</th><th scope="col">{words.heads.place}</th></tr></thead>
          <tbody><Level customerId={customer.customerId} level={0} /></tbody>
        </table>
      </div>
    </Sheet>
  );
}

const whole = (level: number, children: React.ReactNode) => <tr><td colSpan={4}><div className={css.branch} style={{ '--level': level } as React.CSSProperties}>{children}</div></td></tr>;

function Level({ customerId, level }: { readonly customerId: number; readonly level: number }) {
  const members = useMembers(customerId);
  const rows = members.data?.pages.flatMap((page) => page.rows);
  if (members.error) return whole(level, <Problem error={members.error} onRetry={() => void members.refetch()} />);
  if (!rows) return whole(level, <Skeleton lines={3} row />);
  if (rows.length === 0) return whole(level, <span className="t-quiet">{words.nobody}</span>);
  return (
    <>
      {rows.map((row) => <Branch key={row.affiliationId} row={row} level={level} />)}
      {members.hasNextPage && whole(level, <Button size="xs" variant="subtle" loading={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>{words.more}</Button>)}
    </>
  );
}

function Branch({ row, level }: { readonly row: Member; readonly level: number }) {
  const [open, setOpen] = useState(false);
  const opens = row.members > 0 && level < DEEPEST;
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <tr>
        <td><div className={css.branch} style={{ '--level': level } as React.CSSProperties}>
          {opens ? <button type="button" className={css.toggle} aria-expanded={open} aria-label={open ? words.close(row.name) : words.open(row.name)} onClick={() => setOpen(!open)}><Icon size={16} stroke={1.6} aria-hidden="true" /></button> : <span className={css.leaf} />}
          <span className={css.two}><span><Link href={paths.customer({ customerId: String(row.customerId) })}>{row.name}</Link>{row.credential ? `, ${row.credential}` : ''}</span><span>{[messages.kinds[row.kind], row.specialtyName].filter(Boolean).join(', ')}</span></span>
        </div></td>
        <td data-end>{row.members ? formatNumber(row.members) : ''}</td>
        <td>{messages.roles[row.role]}</td>
        <td>{[row.city, row.state].filter(Boolean).join(', ')}</td>
      </tr>
      {open && <Level customerId={row.customerId} level={level + 1} />}
    </>
  );
}
