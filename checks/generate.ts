import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policySqlOf } from '#platform/auth';
import { ROOT } from '#platform/config';
import { policy } from '../server/policy.ts';
import { accessText } from './access.ts';
import { personalDataText } from './personal-data-text.ts';
import { moduleSchemas } from './schema/modules.ts';
import { readNotes } from './schema/print.ts';

// Writes every generated file; with --check it only says which ones are not current. A file that cannot be made leaves the others their turn.

const generated: Readonly<Record<string, () => string | Promise<string>>> = {
  'migrations/policy.sql': () => policySqlOf(policy),
  'docs/access.md': () => accessText(policy, readNotes()),
  'docs/personal-data.md': personalDataText,
  'web/src/api/schema.ts': async () => (await import('./client.ts')).clientText(), // loads every module, so late and apart
};

const current = (name: string): string | null => { try { return readFileSync(join(ROOT, name), 'utf8'); } catch { return null; } };
const checking = process.argv.includes('--check');

function settle(name: string, text: string): void {
  if (text === current(name)) return;
  if (!checking) writeFileSync(join(ROOT, name), text);
  else process.stdout.write(`${name} is not current: npm run generate\n`);
  process.exitCode = checking ? 1 : process.exitCode;
}

async function attempt(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${name} could not be made: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

for (const [name, make] of Object.entries(generated)) await attempt(name, async () => settle(name, await make()));
// From a database that every migration has run on, the new policy among them: so last.
await attempt('modules/*/schema.sql', async () => { for (const [name, text] of await moduleSchemas()) settle(name, text); });
