import { audit } from '#platform/audit';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { listProducts } from '#products';
import { getForce, listForces, type ForceRow } from './reads/forces.ts';
import { getTerritory, type TerritoryDetail } from './reads/territories.ts';
import { insertForce, insertTerritory, lockTerritory, updateTerritory } from './writes.ts';
import '../problems.ts';

const told = (tx: Tx) => announce(tx, { topic: 'access.territory', permission: 'access:territories' });

export type NewForce = { readonly name: string; readonly function: string; readonly productIds: readonly number[]; readonly reason: string };

/** Makes a sales force: people who see customers for the same products. */
export const addForce = (db: Db, actor: Actor, input: NewForce): Promise<ForceRow> => db.transaction(actor, async (tx) => {
  const known = new Set((await listProducts(tx)).map(({ productId }) => productId));
  if (input.productIds.some((productId) => !known.has(productId))) throw new Problem('request.invalid', { fields: [{ field: 'productIds', message: 'names a product that is not ours to know' }] });
  const made = await insertForce(tx, input);
  if (!made) throw new Problem('access.force_name_taken', { fields: [{ field: 'name', message: 'is the name of another sales force' }] });
  await audit(tx, { action: 'access.add_sales_force', resource: 'access.sales_force', recordId: made.salesForceId, after: { name: input.name, function: input.function, productIds: input.productIds }, reason: input.reason });
  await told(tx);
  return (await listForces(tx)).find(({ salesForceId }) => salesForceId === made.salesForceId) as ForceRow;
});

const taken = () => new Problem('access.territory_code_taken', { fields: [{ field: 'code', message: 'is the code of another territory of this sales force' }] });

/** A parent lies in the same sales force and not below the territory itself. */
async function checkParent(tx: Tx, { territoryId, salesForceId, parentId }: { readonly territoryId: number | null; readonly salesForceId: number; readonly parentId: number | null }): Promise<void> {
  if (parentId === null) return;
  const above = await tx.rows<{ territoryId: number; salesForceId: number }>(sql`
    with recursive above as (
      select t.territory_id, t.parent_id, t.sales_force_id from access.territory t where t.territory_id = ${parentId}::integer and t.state = 'active'
      union select t.territory_id, t.parent_id, t.sales_force_id from access.territory t join above a on t.territory_id = a.parent_id)
    select territory_id, sales_force_id from above`);
  const fault = above.length === 0 ? 'is no territory' : above.some((one) => one.salesForceId !== salesForceId) ? 'belongs to another sales force' : above.some((one) => one.territoryId === territoryId) ? 'lies below this territory itself' : null;
  if (fault) throw new Problem('request.invalid', { fields: [{ field: 'parentId', message: fault }] });
}

export type NewTerritory = { readonly salesForceId: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly reason: string };

/** Makes an empty territory; rules, people and single customers come to it by a change that is previewed and committed. */
export const addTerritory = (db: Db, actor: Actor, input: NewTerritory): Promise<TerritoryDetail> => db.transaction(actor, async (tx) => {
  await getForce(tx, input.salesForceId); // there is such a sales force
  await checkParent(tx, { ...input, territoryId: null });
  const made = await insertTerritory(tx, input);
  if (!made) throw taken();
  await audit(tx, { action: 'access.add_territory', resource: 'access.territory', recordId: made.territoryId, after: { salesForceId: input.salesForceId, code: input.code, name: input.name, parentId: input.parentId }, reason: input.reason });
  await told(tx);
  return getTerritory(tx, made.territoryId);
});

export type ChangeTerritory = { readonly territoryId: number; readonly version: number; readonly code: string; readonly name: string; readonly parentId: number | null; readonly reason: string };

async function open(tx: Tx, { territoryId, version }: { readonly territoryId: number; readonly version: number }) {
  const before = await lockTerritory(tx, territoryId);
  if (!before || before.state === 'ended') throw new Problem('request.not_found');
  if (before.version !== version) throw new Problem('request.conflict', { version: before.version });
  return before;
}

/** Changes what a territory is called and where it stands among the others; nobody sees more or less by it. */
export const changeTerritory = (db: Db, actor: Actor, input: ChangeTerritory): Promise<TerritoryDetail> => db.transaction(actor, async (tx) => {
  const { salesForceId, version: _version, state: _state, ...before } = await open(tx, input);
  await checkParent(tx, { ...input, salesForceId });
  if (await updateTerritory(tx, input.territoryId, { ...input, state: 'active' }) === 0) throw taken();
  await audit(tx, { action: 'access.change_territory', resource: 'access.territory', recordId: input.territoryId, before, after: { code: input.code, name: input.name, parentId: input.parentId }, reason: input.reason });
  await told(tx);
  return getTerritory(tx, input.territoryId);
});

const isUsed = async (tx: Tx, territoryId: number): Promise<boolean> => (await tx.one<{ used: boolean }>(sql`
  select exists (select from access.territory_rule d where d.territory_id = ${territoryId}::integer and (d.valid_to is null or d.valid_to > ${tx.now}::timestamptz::date))
      or exists (select from access.territory_person d where d.territory_id = ${territoryId}::integer and (d.valid_to is null or d.valid_to > ${tx.now}::timestamptz::date))
      or exists (select from access.territory_customer tc where tc.territory_id = ${territoryId}::integer)
      or exists (select from access.territory_exception d where d.territory_id = ${territoryId}::integer and (d.valid_to is null or d.valid_to > ${tx.now}::timestamptz::date))
      or exists (select from access.territory t where t.parent_id = ${territoryId}::integer and t.state = 'active') as used`)).used;

/** Ends a territory in which nothing is left; its code is free again. */
export const endTerritory = (db: Db, actor: Actor, input: { readonly territoryId: number; readonly version: number; readonly reason: string }): Promise<void> => db.transaction(actor, async (tx) => {
  const before = await open(tx, input);
  if (await isUsed(tx, input.territoryId)) throw new Problem('access.territory_in_use');
  await updateTerritory(tx, input.territoryId, { code: before.code, name: before.name, parentId: before.parentId, state: 'ended' });
  await audit(tx, { action: 'access.end_territory', resource: 'access.territory', recordId: input.territoryId, before: { state: 'active' }, after: { state: 'ended' }, reason: input.reason });
  await told(tx);
});
