import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addAudit } from './audit-verify.ts';
import { addCustomers } from './customers.ts';
import { EXIT } from './exit-codes.ts';
import { addExport } from './export.ts';
import { addImport, addUndoImport } from './import.ts';
import { useKey } from './settings.ts';
import { addSignIn } from './sign-in.ts';
import { addStatus } from './status.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

const program = new Command('tutti')
  .description('Tutti from the command line. It speaks to a running server: TUTTI_URL, or this machine.')
  .version(version)
  .option('--key <key>', 'a key for programs, from your account page; TUTTI_KEY does the same and stands in no list of processes')
  .hook('preAction', (command) => useKey(command.opts<{ key?: string }>().key))
  .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejects or faults, 4 not signed in or not allowed.')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage));

for (const add of [addSignIn, addStatus, addCustomers, addImport, addUndoImport, addExport, addAudit]) add(program);
for (const command of program.commands) {
  for (const one of [command, ...command.commands]) one.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage));
}
await program.parseAsync();
