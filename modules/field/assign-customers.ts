import { keepMembership } from '#platform/auth';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { includeCustomers } from '#access';
import { membersOf } from './reads/territories.ts';

/** Brings what people may see in line with their territories, owners and visits. */
export const refreshMembership = (tx: Tx, userIds: readonly number[]): Promise<{ added: number; removed: number }> => keepMembership(tx, userIds, membersOf(tx, userIds));

export type AssignCustomers = { readonly territoryId: number; readonly customerIds: readonly number[]; readonly reason: string };

/** Puts customers into a territory from today; all whom it concerns see what is theirs, and no more, with the commit. */
export const assignCustomers = (db: Db, actor: Actor, input: AssignCustomers): Promise<{ assigned: number; added: number; removed: number }> => db.transaction(actor, async (tx) => {
  const assigned = await includeCustomers(tx, { keepMembership: refreshMembership }, input);
  await announce(tx, { topic: 'field', permission: 'field:read' });
  return assigned;
});
