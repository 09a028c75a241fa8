import type { FastifyReply } from 'fastify';

const CHECK_MS = 1_500; // with the three seconds for which a session is known, the last byte leaves within five of the commit that took the right away

/** A file on its way ends soon after the right to it: it breaks off, so that nobody takes a part for the whole. */
export function endWhenRevoked(reply: FastifyReply, body: NodeJS.ReadableStream, stillAllowed: () => Promise<boolean>): void {
  const end = () => {
    clearInterval(timer);
    reply.raw.destroy(); // what waits for a slow reader is lost with it
    (body as NodeJS.ReadableStream & { destroy?: (error?: Error) => void }).destroy?.();
  };
  const timer = setInterval(() => void stillAllowed().then((allowed) => { if (!allowed) end(); }, () => undefined), CHECK_MS);
  timer.unref();
  reply.raw.on('close', () => clearInterval(timer));
}
