import { sql, type Tx } from '#platform/db';
import type { Staged } from './merge.ts';
import type { Facts } from './types.ts';
import type { Reject } from './writes.ts';

type Named = { readonly place: number; readonly what: 'person' | 'point'; readonly kind: string; readonly value: string };
type Kept = { readonly rows: readonly Staged[]; readonly rejects: readonly Reject[] };

const factsOf = ({ body }: Staged): Facts => JSON.parse(body.toString()) as Facts;

function namedBy(row: Staged, place: number): Named[] {
  const facts = factsOf(row);
  return [
    { place, what: 'person', kind: row.idSystem, value: row.idValue },
    ...(facts.identifiers ?? []).map(({ system, value }): Named => ({ place, what: 'person', kind: system, value })),
    ...(facts.contact_points ?? []).map(({ kind, value }): Named => ({ place, what: 'point', kind, value })),
  ];
}

/** Which of them stand on the suppression list: it holds keyed hashes alone, so it is asked by value. */
const findSuppressed = (tx: Tx, named: readonly Named[]): Promise<Named[]> => tx.rows(sql`
  select n.place, n.what, n.kind, n.value
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n(place integer, what text, kind text, value text)
    join privacy.v_suppression s on s.kind = case when n.kind in ('sms', 'fax') then 'phone' else n.kind end and s.hash = privacy.keyed_hash(n.kind, n.value)`);

/**
 * Whoever was erased is not taken in again: a line that names her is refused, and the reject does not repeat it; of a line about somebody else, an address of
 * hers is left out.
 */
export async function withoutSuppressed(tx: Tx, rows: readonly Staged[]): Promise<Kept> {
  const { listed } = await tx.one<{ listed: boolean }>(sql`select exists (select from privacy.v_suppression) as listed`);
  const found = listed ? await findSuppressed(tx, rows.flatMap(namedBy)) : [];
  if (found.length === 0) return { rows, rejects: [] };
  const persons = new Map(found.filter(({ what }) => what === 'person').map((one) => [one.place, one.kind]));
  const points = new Set(found.filter(({ what }) => what === 'point').map(({ place, kind, value }) => `${place} ${kind} ${value}`));
  const kept = rows.map((row, place): Staged => {
    const facts = points.size ? factsOf(row) : undefined;
    const left = facts?.contact_points?.filter(({ kind, value }) => !points.has(`${place} ${kind} ${value}`));
    return facts && left && left.length !== facts.contact_points?.length ? { ...row, body: Buffer.from(JSON.stringify({ ...facts, contact_points: left })) } : row;
  });
  return {
    rows: kept.filter((_, place) => !persons.has(place)),
    rejects: [...persons].map(([place, field]) => ({ line: rows[place]?.line ?? 0, field, reason: 'names somebody who asked to be erased and not taken in again', remedy: 'Leave the line out. Who handles privacy can lift it on the person’s own word.', raw: '' })),
  };
}
