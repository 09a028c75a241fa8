import type { FastifyRequest } from 'fastify';
import { Problem } from '#platform/problem';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export const isWrite = (request: FastifyRequest): boolean => WRITES.has(request.method);

export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

/** A change may only be asked for by our own pages or by a client that is no browser (ASVS 3.5.1). */
export function assertSameSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && URL.parse(origin)?.host !== request.headers.host);
  if (foreign) throw new Problem('request.cross_site');
}
