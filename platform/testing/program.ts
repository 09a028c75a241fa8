import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '#platform/config';

export type RunningProgram = {
  /** Where its pages are; empty for a worker. */
  readonly address: string;
  readonly pid: number;
  /** What it said so far, for people and for logs. */
  output(): string;
  /** Sends the signal and waits for the end; returns the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type ProgramOptions = { readonly env: Readonly<Record<string, string>>; readonly say?: (line: string) => void };

/** As in `npm start`: with a small young space, what streams through dies young instead of filling the memory (an import of 200,000 rows: 194 MB instead of 290, no slower). */
export const AS_STARTED = ['--max-semi-space-size=4'];

const READY = /^(?:Tutti is at (\S+)|Working\.)/m;

/** Starts the whole program as people do, on any free port, and waits until it says that it is ready. */
export async function startProgramProcess({ env, say }: ProgramOptions): Promise<RunningProgram> {
  const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env; // eslint-disable-line -- what a child needs of the machine; none of our settings
  const child = spawn(process.execPath, [...AS_STARTED, join(ROOT, 'server/main.ts')], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}), PORT: '0', LOG_LEVEL: 'warn', ...env },
  });
  let output = '';
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => { child.once('close', (code, signal) => resolve(code ?? signal)); });
  const takeWith = () => void child.kill('SIGTERM');
  process.once('exit', takeWith);
  void ended.then(() => process.off('exit', takeWith));
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      say?.(chunk.toString().trimEnd());
      const [, found] = READY.exec(output) ?? [];
      if (READY.test(output)) resolve(found ?? '');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((how) => reject(new Error(`The program ended with ${how}:\n${output}`)));
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { address, pid: child.pid ?? 0, output: () => output, end, [Symbol.asyncDispose]: async () => { await end('SIGTERM'); } };
}
