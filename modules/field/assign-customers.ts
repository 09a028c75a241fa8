import { audit } from '#platform/audit';
import { keepMembership } from '#platform/auth';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findTerritory, membersOf } from './reads/territories.ts';
import { holdersBefore, insertAssignments } from './writes.ts';
import './problems.ts';

/** Brings what people may see in line with their territories, owners and visits. */
const refreshMembership = (tx: Tx, userIds: readonly number[]): Promise<{ added: number; removed: number }> => keepMembership(tx, userIds, membersOf(tx, userIds));

export type AssignCustomers = { readonly territoryId: number; readonly customerIds: readonly number[]; readonly reason: string };

/** Puts customers into a territory from today; all whom it concerns see what is theirs, and no more, with the commit. */
async function assignCustomersIn(tx: Tx, { territoryId, customerIds, reason }: AssignCustomers): Promise<{ assigned: number; added: number; removed: number }> {
  const territory = await findTerritory(tx, territoryId);
  if (!territory) throw new Problem('field.no_territory', { territoryId });
  const before = await holdersBefore(tx, { territoryId, customerIds });
  const assigned = await insertAssignments(tx, { territoryId, customerIds, on: tx.now.slice(0, 10), reason });
  const userIds = [...new Set([...before.map(({ userId }) => userId), ...(territory.userId === null ? [] : [territory.userId])])];
  const moved = await refreshMembership(tx, userIds);
  await audit(tx, { action: 'field.assign', resource: 'field.assignment', recordId: territoryId, rows: assigned, after: { territoryId, ...moved }, reason });
  await announce(tx, { topic: 'field', permission: 'field:read' });
  return { assigned, ...moved };
}

export const assignCustomers = (db: Db, actor: Actor, input: AssignCustomers) => db.transaction(actor, (tx) => assignCustomersIn(tx, input));
