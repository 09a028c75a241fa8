import type { Command } from 'commander';
import { getJson, probe } from './client.ts';
import { EXIT } from './exit-codes.ts';
import { runCommand } from './output.ts';
import { serverUrl } from './settings.ts';

type Session = { person: { name: string; email: string; role: string } | null };

export const addStatus = (program: Command) => program.command('status')
  .description('say whether the server is ready and who is signed in')
  .option('--json', 'answer as JSON')
  .action((options: { json?: boolean }) => runCommand(options, async ({ answer }) => {
    const { status, body } = await probe('/readyz');
    const ready = status === 200;
    const { person } = ready ? await getJson<Session>('/session') : { person: null };
    const reason = (body as { reason?: string } | null)?.reason;
    const who = person ? `Signed in as ${person.name}, ${person.email}.` : 'Nobody is signed in.';
    answer({ url: serverUrl(), ready, reason: reason ?? null, person }, ready ? `Tutti at ${serverUrl()} is ready. ${who}` : `Tutti at ${serverUrl()} is not ready: ${reason ?? `it answered ${status}`}`);
    return ready ? EXIT.done : EXIT.failed;
  }));
