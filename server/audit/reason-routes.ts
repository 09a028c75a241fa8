import { z } from 'zod';
import { audit, listReasonRules, writeReasonRule } from '#platform/audit';
import { route, type Route } from '#platform/http';
import { Problem, problems } from '#platform/problem';

problems({ 'audit.resource_unknown': { status: 422, title: 'Nothing of this name can be changed by a person.' } });

const reason = z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'is small letters, digits and low lines'), label: z.string().trim().min(3).max(80) });
const ruleOutput = z.object({ resource: z.string(), reasons: z.array(z.object({ code: z.string(), label: z.string() })), inForce: z.boolean(), changedAt: z.string(), changedBy: z.number().nullable() });

/** For which changes a reason is asked; `resources`: everything that people may change, as the policy file says. */
export const reasonRoutes = (resources: readonly string[]): readonly Route[] => [
  route({
    method: 'GET', path: '/audit/reason-rules', permission: 'audit:reasons', summary: 'Which changes need a reason, and the list of each', input: z.object({}),
    output: z.object({ rows: z.array(ruleOutput), resources: z.array(z.string()) }),
    handle: ({ db, actor }) => db.read(actor, async (tx) => ({ rows: await listReasonRules(tx), resources: [...resources] })),
  }),
  route({
    method: 'PUT', path: '/audit/reason-rules/:resource', permission: 'audit:reasons', summary: 'Asks for a reason of this list at every change of the resource, or no longer',
    input: z.object({ resource: z.string().max(80), reasons: z.array(reason).min(1).max(20).refine((list) => new Set(list.map((one) => one.code)).size === list.length, 'holds a code twice'), inForce: z.boolean() }),
    output: z.object({ resource: z.string() }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      if (!resources.includes(input.resource)) throw new Problem('audit.resource_unknown', { fields: [{ field: 'resource', message: 'is a table that people change, as schema.table' }] });
      const before = await writeReasonRule(tx, input);
      await audit(tx, { action: 'audit.set_reasons', resource: 'audit.reason_rule', recordId: input.resource, before: before ?? null, after: { reasons: input.reasons, inForce: input.inForce } });
      return { resource: input.resource };
    }),
  }),
];
