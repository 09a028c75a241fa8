import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatAgo, formatDate, formatInstant } from '../../ui/format.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import type { ApiKey } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';

const words = messages.account.keys;
const SHOWN = 3;

type KeysTableProps = { readonly keys: readonly ApiKey[] | undefined; readonly error?: unknown; readonly aside?: ReactNode; readonly title: string; /** Whose each is, where they are everybody's. */ readonly withOwner?: boolean; readonly revoking: number | undefined; readonly onRevoke: (keyId: number) => void };

const scopesOf = ({ scopes }: ApiKey): string => (scopes.length > SHOWN ? `${scopes.slice(0, SHOWN).join(', ')} +${scopes.length - SHOWN}` : scopes.join(', '));
const isEnded = ({ revokedAt, expiresAt }: ApiKey): boolean => revokedAt !== null || Date.parse(expiresAt) <= Date.now();

/** Keys for programs: what each may do, when it was used, and the way to end it. */
export function KeysTable({ keys, error, aside, title, withOwner = false, revoking, onRevoke }: KeysTableProps) {
  const columns: readonly Column<ApiKey>[] = [
    { id: 'name', head: words.heads.name, narrow: 'title', cell: (key) => <span className={css.named}><b>{key.name}</b><span className="t-mono">…{key.ending}</span></span> },
    ...(withOwner ? [{ id: 'owner', head: words.heads.owner, narrow: 'note' as const, cell: (key: ApiKey) => key.userName }] : []),
    { id: 'scopes', head: words.heads.scopes, narrow: 'hide', cell: (key) => <span className="t-mono" title={key.scopes.join(', ')}>{scopesOf(key)}</span> },
    { id: 'used', head: words.heads.used, width: 130, narrow: 'hide', cell: (key) => (key.usedAt ? <time dateTime={key.usedAt} title={formatInstant(key.usedAt)}>{formatAgo(key.usedAt)}</time> : words.never) },
    { id: 'expires', head: words.heads.expires, width: 130, narrow: 'note', cell: (key) => formatDate(key.expiresAt) },
    { id: 'end', head: <span className="t-hidden">{words.revoke}</span>, end: true, width: 120, narrow: 'end', cell: (key) => (isEnded(key) ? <span className="t-quiet">{key.revokedAt ? words.revoked : words.expired}</span> : <Button size="xs" loading={revoking === key.keyId} aria-label={words.revokeNamed(key.name)} onClick={() => onRevoke(key.keyId)}>{words.revoke}</Button>) },
  ];
  return <DataTable label={title} title={title} tall rows={keys} columns={columns} rowId={(key) => String(key.keyId)} rowName={(key) => key.name} isHatched={isEnded} empty={words.none} aside={aside} {...(error ? { error } : {})} />;
}
