import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { paths } from '../../app/paths.ts';
import { formatDate, formatNumber, formatSigned, formatWhen } from '../../ui/format.ts';
import { KeyTip } from '../../ui/key-tip.tsx';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Notice, Refusal } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SignedBars } from '../../ui/why.tsx';
import { isClosed } from './customers.ts';
import { likelyOf, pairQuery, type Pair, type PairDetail } from './steward-desk.ts';
import css from './steward.module.css';
import { stewardWords as words } from './steward-messages.ts';
import type { Desk } from './use-steward-desk.ts';

const sentence = (name: string): string => name.replace(/^.*\./, '').replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase().replace(/^./, (letter) => letter.toUpperCase());
const fieldName = (field: string): string => words.fields[field] ?? sentence(field);
const LICENCE = /\blicence:([A-Z]{2}) /g;
/** A value as people write it: days and licences are kept in forms of ours. */
const written = (field: string, value: string): string => (field === 'licenceValidUntil' && value ? formatDate(value) : field === 'identifiers' ? value.replace(LICENCE, 'licence $1 ') : value);
const tableName = (table: string): string => words.tables[table] ?? sentence(table);

/** The deeds, each with its key: above what they are about, so that they stay in one place from pair to pair. */
function Deeds({ desk, refused }: { readonly desk: Desk; readonly refused: boolean }) {
  const busy = desk.decide.isPending || desk.undo.isPending;
  return (
    <div className={css.deeds}>
      <KeyTip label={words.merge} keys="M"><Button variant="filled" disabled={refused && desk.selected.length < 2} loading={desk.decide.isPending} onClick={() => desk.say('same')}>{words.merge}</Button></KeyTip>
      <KeyTip label={words.different} keys="N"><Button disabled={busy} onClick={() => desk.say('different')}>{words.different}</Button></KeyTip>
      <KeyTip label={words.later} keys="Z"><Button disabled={busy} onClick={() => desk.say('later')}>{words.later}</Button></KeyTip>
      <KeyTip label={words.undo} keys="U"><Button variant="subtle" disabled={!desk.deed || busy} onClick={desk.takeItBack}>{words.undo}</Button></KeyTip>
    </div>
  );
}

function Head({ side, stays }: { readonly side: PairDetail['left']; readonly stays: boolean }) {
  return <th scope="col" data-stays={stays || undefined}><Link href={paths.customer({ customerId: String(side.customerId) })}>{side.name}</Link><small><span className="t-mono">C{side.customerId}</span> · {stays ? words.stay : words.goes}</small></th>;
}

function Columns({ detail, desk }: { readonly detail: PairDetail; readonly desk: Desk }) {
  const { left, right, fields, winnerId } = detail;
  const shown = fields.filter(({ same }) => desk.allFields || !same);
  const hidden = fields.length - shown.length;
  return (
    <>
      <div className={css.scroll}>
        <table className={css.compare}>
          <thead><tr><th scope="col"><span className="t-hidden">{words.field}</span></th><Head side={left} stays={left.customerId === winnerId} /><Head side={right} stays={right.customerId === winnerId} /></tr></thead>
          <tbody>
            {shown.map((row) => <tr key={row.field} data-same={row.same || undefined}><th scope="row">{fieldName(row.field)}</th><td>{written(row.field, row.left) || words.missing}</td><td>{written(row.field, row.right) || words.missing}</td></tr>)}
          </tbody>
        </table>
      </div>
      <div className={css.under}>
        <span className="t-quiet">{hidden > 0 ? words.equal(hidden) : ''}</span>
        <Button size="xs" variant="subtle" onClick={() => desk.setAllFields(!desk.allFields)}>{desk.allFields ? words.differences : words.all}</Button>
        <Button size="xs" variant="subtle" onClick={() => desk.setWinnerId(winnerId === left.customerId ? right.customerId : left.customerId)}>{words.swap}</Button>
      </div>
    </>
  );
}

function Change({ change }: { readonly change: PairDetail['change'] }) {
  if (change.refusal) return <Refusal what={words.refused} why={change.refusal.sentence} />;
  return (
    <div className={css.stack}>
      {change.fields.length === 0 ? <p>{words.noChange}</p> : (
        <dl className={css.facts}>{change.fields.map((one) => [<dt key={`${one.field}t`}>{fieldName(one.field)}</dt>, <dd key={`${one.field}d`}>{words.becomes(written(one.field, one.before), written(one.field, one.after))}</dd>])}</dl>
      )}
      {change.stricter > 0 && <p><b>{words.stricter(change.stricter)}</b></p>}
      <h3>{words.moves}</h3>
      {change.moved.length === 0 ? <p>{words.nothingMoves}</p> : <ul className={css.counts}>{change.moved.map(({ table, rows }) => <li key={table}><span>{tableName(table)}</span> <b>{formatNumber(rows)}</b></li>)}</ul>}
    </div>
  );
}

function Hanging({ detail }: { readonly detail: PairDetail }) {
  const { left, right, hanging } = detail;
  if (hanging.length === 0) return <p>{words.nothingHangs}</p>;
  return (
    <div className={css.scroll}>
      <table className={css.compare} data-numbers>
        <thead><tr><th scope="col"><span className="t-hidden">{words.hanging}</span></th><th scope="col" className="t-mono">C{left.customerId}</th><th scope="col" className="t-mono">C{right.customerId}</th></tr></thead>
        <tbody>{hanging.map((row) => <tr key={row.table}><th scope="row">{tableName(row.table)}</th><td>{formatNumber(row.left)}</td><td>{formatNumber(row.right)}</td></tr>)}</tbody>
      </table>
    </div>
  );
}

function Ranking({ side }: { readonly side: PairDetail['left'] }) {
  return <p><span className="t-mono">C{side.customerId}</span> {side.sources.join(', ')} <span className="t-quiet">{formatWhen(side.updatedAt)}</span></p>;
}

const AT_HAND_MS = 60_000;

/** Trying a merge out takes a while: the next pair is there when one comes to it. Not as a query of this page, which each decision would make anew. */
function useNextAtHand(after: Pair | undefined, isReady: boolean): void {
  const client = useQueryClient();
  useEffect(() => { if (after && isReady) void client.prefetchQuery({ ...pairQuery(after, undefined), staleTime: AT_HAND_MS }); }, [client, after, isReady]);
}

/** Two records side by side, with what speaks for and against, and what a merge would make of them. */
export function StewardPair({ pair, desk }: { readonly pair: Pair; readonly desk: Desk }) {
  const { data: detail, error, refetch } = useQuery(pairQuery(pair, desk.winnerId));
  useNextAtHand(desk.after, detail !== undefined);
  const evidence = pair.evidence.map((one) => ({ label: fieldName(one.field), value: one.bits, note: words.says(String(one.level), [...new Set([one.left, one.right])].filter((value) => value !== null && value !== undefined && value !== '').join(' / ')) }));
  return (
    <div className={css.stack}>
      <Sheet title={words.probability(likelyOf(pair.probability))} aside={words.stays(`C${detail?.winnerId ?? pair.customerId}`)} flush label={words.probability(likelyOf(pair.probability))}>
        <Deeds desk={desk} refused={Boolean(detail?.change.refusal)} />
        {desk.refusals.length > 0 && <div className={css.pad}><Notice title={words.refusals(desk.refusals.length)}>{[...new Set(desk.refusals.map(({ sentence: why }) => why))].join(' ')}</Notice></div>}
        {desk.decide.error && <div className={css.pad}><Problem error={desk.decide.error} /></div>}
        {desk.undo.error && <div className={css.pad}><Problem error={desk.undo.error} /></div>}
        {pair.veto && <div className={css.pad}><Refusal what={words.veto} why={pair.veto} /></div>}
        {error ? <div className={css.pad}>{isClosed(error) ? <Notice title={words.gone} /> : <Problem error={error} onRetry={() => void refetch()} />}</div>
          : detail ? <Columns detail={detail} desk={desk} /> : <div className={css.pad}><Skeleton lines={5} row what={words.waiting} /></div>}
      </Sheet>
      <Sheet title={words.evidence}>{evidence.length ? <SignedBars items={evidence}>{words.bits(formatSigned(pair.weight - evidence.reduce((sum, one) => sum + one.value, 0)), formatSigned(pair.weight))}</SignedBars> : <p className="t-quiet">{words.evidenceNone}</p>}</Sheet>
      {detail && <Sheet title={words.change}><Change change={detail.change} /></Sheet>}
      {detail && <Sheet title={words.hanging}><Hanging detail={detail} /></Sheet>}
      {detail && <Sheet title={words.ranking} aside={words.rankingNote}><Ranking side={detail.left} /><Ranking side={detail.right} /></Sheet>}
    </div>
  );
}
