import { z } from 'zod';
import { listSignaturesOf, MEANINGS } from '#platform/audit';
import { beginPasskeySigning, type SignIn } from '#platform/auth';
import { route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { answerOnce } from '../with-cookies.ts';

const signatureOutput = z.object({
  signatureId: z.number(), customerId: z.number(), resource: z.string(), recordId: z.string(), digest: z.string(), meaning: z.enum(MEANINGS), capacity: z.string(), userId: z.number(),
  printedName: z.string(), signedAt: z.string(), timeZone: z.string(), components: z.array(z.string()), binding: z.string(),
}).meta({ resource: 'audit.signature' });

/** Signatures on a record, and what it takes to sign. */
export const signatureRoutes = (signIn: SignIn): readonly Route[] => [
  route({
    method: 'GET', path: '/signatures', permission: 'signatures:read', summary: 'Who signed a record, when and what for',
    input: z.object({ resource: z.string().max(80), recordId: z.string().max(80) }), output: z.object({ rows: z.array(signatureOutput) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: (await listSignaturesOf(tx, input)).map((one) => ({ ...one, components: [...one.components] })) })),
  }),
  route({
    method: 'GET', path: '/signatures/needs', permission: 'signatures:sign', summary: 'What one has to give again for the next signature', input: z.object({}),
    output: z.object({ userName: z.boolean(), code: z.boolean(), password: z.boolean(), passkey: z.boolean(), printedName: z.string() }),
    handle: async ({ signingNeeds, person }) => ({ ...await signingNeeds(), printedName: person?.name ?? '' }),
  }),
  route({
    method: 'POST', path: '/signatures/passkey/begin', permission: 'signatures:sign', summary: 'What a browser needs to ask for the passkey that signs in place of a password', input: z.object({}), output: z.object({ options: z.unknown() }),
    handle: async ({ session }) => {
      if (!session || session.key) throw new Problem('signature.not_by_key');
      const { options, cookies } = await beginPasskeySigning(signIn.parts, session);
      return answerOnce({ options }, cookies);
    },
  }),
];
