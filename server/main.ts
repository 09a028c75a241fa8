import { readConfig } from '#platform/config';
import { startProgram, type Program } from './program.ts';

const STOP_WITHIN_MS = 9_500; // somebody who pressed Ctrl-C waits ten seconds, not more
const SAME_PRESS_MS = 700; // the terminal and npm both pass one Ctrl-C on
const PARENT_EVERY_MS = 1_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);

function tell({ address, accounts }: Program): void {
  if (!address) return say('Working. Ctrl-C stops it.');
  const width = Math.max(...accounts.map(({ email }) => email.length), 0);
  const lines = accounts.map(({ email, role }) => `  ${email.padEnd(width)}  ${role}`);
  say(['', `Tutti is at ${address}`, ...(lines.length ? ['', `Sign in as one of these; the password of each is: ${accounts[0]?.password ?? ''}`, ...lines] : []), '', 'Ctrl-C stops it.'].join('\n'));
}

type Run = { started?: Program };

/** Ends the process once; the second signal, or ten seconds, ends it at once. */
function stopper(run: Run): (why: string, code: number) => void {
  let firstAt: number | undefined;
  return (why, code) => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > SAME_PRESS_MS) process.exit(130);
      return;
    }
    firstAt = performance.now();
    if (!run.started) { // each step of a start is all or nothing, so there is nothing to wait for
      say(`${why}: stopped before the start was done. The next start goes on from here.`);
      process.exit(code);
    }
    say(`${why}; stopping.`);
    setTimeout(() => {
      say('Not everything stopped in time; ending all the same. Nothing that was saved is lost.');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    run.started.stop().then(() => process.exit(code), (error: unknown) => {
      say(`Stopping failed: ${(error as Error).message}`);
      process.exit(1);
    });
  };
}

/** npm that is killed cannot tell us: we would go on unseen and hold the port. */
function followParent(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => { if (process.ppid !== parent) stop(); }, PARENT_EVERY_MS).unref();
}

try {
  const config = readConfig();
  const run: Run = {};
  const stop = stopper(run);
  process.on('SIGINT', () => stop('Ctrl-C', 0));
  process.on('SIGTERM', () => stop('Asked to end', 0));
  if (config.startedByNpm) followParent(() => stop('npm ended', 0));
  run.started = await startProgram(config, say);
  tell(run.started);
} catch (error) {
  process.stderr.write(`\nTutti could not start. ${(error as Error).message}\n`);
  process.exit(1);
}
