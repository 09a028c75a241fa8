import { ROLE_WORDS } from '#platform/auth';
import { ENGINE, sql, type Actor, type Db, type Role } from '#platform/db';
import { Problem } from '#platform/problem';
import { visibleCustomers } from '#customers';
import { customerRecords, rowsInWords } from './describe-policy.ts';
import { listOpenOf } from './reads/break-glass.ts';
import { findPersonRole } from './reads/people.ts';
import { sightOf } from './rules/limited-roles.ts';
import { chainOf, remediesOf, type Remedy, type Step } from './rules/sight.ts';
import { whereLies, type WhereLies } from './territories/reads/where-lies.ts';
import type { Holder, MemberSource, PersonRole, PersonState, Ports } from './types.ts';
import './problems.ts';

export type Explanation = {
  readonly person: { readonly userId: number; readonly name: string; readonly role: PersonRole; readonly roleName: string; readonly roleTitle: string; readonly state: PersonState; readonly managerName: string | null };
  readonly customer: { readonly customerId: number; readonly name: string | null; readonly kind: string | null };
  /** What a read as this person returns, at this instant. */
  readonly sees: boolean;
  readonly at: string;
  readonly steps: readonly Step[];
  readonly sources: readonly MemberSource[];
  readonly holders: readonly Holder[];
  /** Where the customer lies in each sales force, by which rule or inclusion, and what excludes her; for who may know it. */
  readonly territories: readonly WhereLies[];
  readonly remedies: readonly Remedy[];
  readonly records: readonly { readonly table: string; readonly rows: string | null }[];
};

type Question = { readonly userId: number; readonly customerId: number; readonly ports: Ports };

const mayAsk = ({ policy }: Ports, role: Role, permission: string): boolean => policy.permissions[permission]?.includes(role) ?? false;

/** Looks as the person herself, under her role and the policy: this decides, all the rest explains. */
const lookAs = (db: Db, who: { readonly userId: number; readonly role: PersonRole }, customerId: number) =>
  db.read({ kind: 'person', role: who.role, userId: who.userId }, async (tx) => ({
    visible: (await visibleCustomers(tx, [customerId])).size > 0,
    grant: (await listOpenOf(tx, who.userId)).find((one) => one.customerId === customerId),
  }));

/** The records behind it, which neither the asker nor the person may be able to read: the engine reads them, and no patient. */
const lookBehind = (db: Db, { ports, ...who }: Question) => db.read(ENGINE, async (tx) => ({
  member: (await tx.maybe(sql`select 1 as one from access.membership where user_id = ${who.userId}::integer and customer_id = ${who.customerId}::bigint`)) !== undefined,
  sources: await ports.whyMember(tx, who),
  holders: await ports.holdersOf(tx, who.customerId),
  territories: await whereLies(tx, who.customerId),
  customer: await tx.maybe<{ name: string; kind: string }>(sql`select name, kind from customers.v_customer where customer_id = ${who.customerId}::bigint`),
}));

/** Says whether a person sees a customer, and by which records; somebody who asks about himself learns nothing of a customer whom he does not see. */
export async function explainSight(db: Db, actor: Actor, question: Question): Promise<Explanation> {
  const { ports, userId, customerId } = question;
  const forOthers = mayAsk(ports, actor.role, 'access:explain_others');
  if (userId !== actor.userId && !forOthers) throw new Problem('request.not_allowed', { permission: 'access:explain_others' });
  const person = await db.read(actor, (tx) => findPersonRole(tx, userId));
  if (!person) throw new Problem('request.not_found');
  const seen = await lookAs(db, person, customerId);
  const behind = await lookBehind(db, question);
  const { policy } = ports;
  const told = forOthers || seen.visible;
  const facts = {
    active: person.state === 'active', opens: mayAsk(ports, person.role, 'customers:read'), sight: sightOf(policy, person.role), customerId,
    known: told || sightOf(policy, person.role) === 'all' ? behind.customer !== undefined : null, member: behind.member, until: seen.grant?.until ?? null,
    rows: rowsInWords(policy.tables['customers.customer']?.read, person.role),
  };
  return {
    person: { userId, name: person.name, role: person.role, roleName: ROLE_WORDS[person.role], roleTitle: person.roleTitle, state: person.state, managerName: person.managerName },
    customer: { customerId, name: told ? behind.customer?.name ?? null : null, kind: told ? behind.customer?.kind ?? null : null },
    sees: facts.active && facts.opens && seen.visible, at: db.clock().toISOString(),
    steps: chainOf(facts), sources: seen.visible ? behind.sources : [], holders: forOthers ? behind.holders : [], territories: forOthers || seen.visible ? behind.territories : [],
    remedies: seen.visible && facts.opens && facts.active ? [] : remediesOf(facts, { assign: policy.permissions['field:assign'] ?? [], breakGlass: mayAsk(ports, person.role, 'access:break_glass') }),
    records: customerRecords(policy, person.role),
  };
}
