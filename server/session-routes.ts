import { z } from 'zod';
import type { Policy } from '#platform/auth';
import { sql, type Role } from '#platform/db';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';

/** An account that the sign-in page may offer. */
export type AccountHint = { readonly name: string; readonly role: string; readonly email: string; readonly password: string };

const personOutput = z.object({
  userId: z.number(), name: z.string(), role: z.string(), roleTitle: z.string(), function: z.string(), email: z.string(), timeZone: z.string(),
  managesTeam: z.boolean(), permissions: z.array(z.string()), lacksSecondStep: z.boolean().describe('A second step is demanded and missing: all that is open is to set one up'),
});
const timesOutput = z.object({ now: z.string(), idleEndsAt: z.string().describe('Ends then unless something is done'), endsAt: z.string().describe('Ends then in any case') });
const hintOutput = z.object({ name: z.string(), role: z.string(), email: z.string(), password: z.string() });
const colleagueOutput = z.object({ userId: z.number(), name: z.string(), role: z.string(), roleTitle: z.string(), function: z.string(), timeZone: z.string() });
type Colleague = z.output<typeof colleagueOutput>;

const permissionsOf = (policy: Policy, role: Role): string[] =>
  Object.entries(policy.permissions).filter(([, roles]) => roles.includes(role)).map(([permission]) => permission);

const session = (policy: Policy): Route => route({
  method: 'GET', path: '/session', permission: 'public', summary: 'Who is signed in, and what she may do; null when nobody is',
  input: z.object({}), output: z.object({ person: personOutput.nullable(), times: timesOutput.nullable() }),
  handle: async ({ db, person, session: found }) => ({
    person: person && { ...person, permissions: permissionsOf(policy, person.role).filter((one) => !found?.key || found.key.scopes.includes(one)), lacksSecondStep: found?.lacksSecondStep ?? false },
    times: found?.idleEndsAt && found.endsAt ? { now: db.clock().toISOString(), idleEndsAt: found.idleEndsAt, endsAt: found.endsAt } : null,
  }),
});

const hints = (accounts: readonly AccountHint[]): Route => route({
  method: 'GET', path: '/session/hints', permission: 'public', summary: 'The accounts of the demo company, where it is loaded',
  input: z.object({}), output: z.object({ accounts: z.array(hintOutput) }),
  handle: async () => ({ accounts: [...accounts] }),
});

const persons = route({
  method: 'GET', path: '/persons', permission: 'persons:read', summary: 'Colleagues by name, for choosing one',
  input: z.object({ ...pageInput, q: z.string().max(100).optional().describe('Part of a name'), role: z.string().max(40).optional(), function: z.string().max(40).optional() }),
  output: pageOf(colleagueOutput),
  handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
    const after = fromCursor(input.cursor, 2);
    const rows = await tx.rows<Colleague>(sql`
      select user_id, name, role, role_title, function, time_zone
        from access.v_person
       where state = 'active'
         and (${input.q ?? null}::text is null or name ilike '%' || ${input.q ?? ''}::text || '%')
         and (${input.role ?? null}::text is null or role = ${input.role ?? null}::text)
         and (${input.function ?? null}::text is null or function = ${input.function ?? null}::text)
         and (${after?.[0] ?? null}::text is null or (name, user_id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::integer))
       order by name, user_id
       limit ${input.limit + 1}::integer`);
    return toPage(rows, input.limit, (row) => [row.name, row.userId]);
  }),
});

/** Who one is and who the others are. */
export const sessionRoutes = (policy: Policy, accounts: readonly AccountHint[]): Route[] => [session(policy), hints(accounts), persons];
