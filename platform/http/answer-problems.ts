import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodError } from 'zod';
import { Problem } from '#platform/problem';

/** What is wrong with an input, field by field. */
export function inputFaults(error: ZodError): Problem {
  return new Problem('request.invalid', { fields: error.issues.map((issue) => ({
    field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'request'), message: issue.message,
  })) });
}

const LOGGED = new Set(['42501', '23503']); // refused by the database alone: a check is missing above it

function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413) return new Problem('request.too_large', {}, { cause: error });
  if (statusCode !== undefined && statusCode < 500) return new Problem('request.invalid', { detail: (error as Error).message }, { cause: error });
  // The database's own fence refused where the guard let pass: the answer is no, and the log says where the two differ.
  if (code === '42501') return new Problem('request.not_allowed', {}, { cause: error });
  // A reference to what is not there reads like what one may not see.
  if (code === '23503') return new Problem('request.not_found', {}, { cause: error });
  // Values that the database cannot hold (too long, out of range, NUL in text) are the caller's.
  if (code?.startsWith('22')) return new Problem('request.invalid', { detail: 'A value is outside what can be stored.' }, { cause: error });
  return null;
}

const send = (reply: FastifyReply, body: Record<string, unknown>) =>
  reply.code(Number(body['status'])).type('application/problem+json').send(body);

export const answerNotFound = (reply: FastifyReply): FastifyReply => send(reply, new Problem('request.not_found').toJSON());

/** Whatever rises from a handler becomes application/problem+json; what is no known failure is logged, once, with the request's id. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    if (!problem || problem.status >= 500 || LOGGED.has((error as { code?: string }).code ?? '')) request.log.error({ err: error, requestId: request.id }, 'request failed');
    void send(reply, { ...(problem ?? new Problem('server.fault')).toJSON(), requestId: request.id });
  });
}
