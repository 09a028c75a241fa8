import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { signIn } from './client.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { runCommand } from './output.ts';
import { keepSession } from './session-file.ts';
import { givenAccount, serverUrl } from './settings.ts';

async function ask(question: string, hidden = false): Promise<string> {
  if (!process.stdin.isTTY) throw new CommandError('Nobody to ask. Set TUTTI_EMAIL and TUTTI_PASSWORD.', { exitCode: EXIT.usage });
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (hidden) process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: true });
  const answer = await lines.question(hidden ? '' : question);
  lines.close();
  if (hidden) process.stderr.write('\n');
  return answer.trim();
}

export const addSignIn = (program: Command) => program.command('sign-in')
  .description('sign in and keep the session for the next commands')
  .option('--email <address>', 'your e-mail address; asked for when left out')
  .option('--json', 'answer as JSON')
  .action((options: { email?: string; json?: boolean }) => runCommand(options, async ({ answer }) => {
    const email = options.email ?? givenAccount().email ?? await ask('E-mail address: ');
    const password = givenAccount().password ?? await ask('Password: ', true);
    const cookie = await signIn({ email, password }, () => ask('Code of your authenticator: '));
    const file = keepSession({ url: serverUrl(), email, cookie });
    answer({ email, url: serverUrl(), file }, `Signed in at ${serverUrl()} as ${email}.`);
  }));
