import { createServer } from 'node:net';

const TRIES = 50;

async function tryPort(host: string, port: number): Promise<number | null> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else if (error.code === 'EACCES') reject(new Error(`Port ${port} may not be used by this user: name another one with PORT, above 1023.`, { cause: error }));
      else reject(new Error(`Nothing can listen on ${host} (${error.message}): name an address of this machine with HOST.`, { cause: error }));
    });
    server.listen({ host, port, exclusive: true }, () => {
      const { port: found } = server.address() as { port: number };
      server.close(() => resolve(found));
    });
  });
}

/** The wanted port, or the next one that is free; 0 wants any. */
export async function findPort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65_536); port += 1) {
    const found = await tryPort(host, port);
    if (found !== null) return found;
  }
  throw new Error(`The ports ${wanted} to ${wanted + TRIES - 1} are all taken: name a free one with PORT.`);
}
