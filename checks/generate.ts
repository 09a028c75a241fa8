import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policySqlOf } from '#platform/auth';
import { ROOT } from '#platform/config';
import { policy } from '../server/policy.ts';

// Writes every generated file; with --check it only says which ones are not current. A file that cannot be made leaves the others their turn.

const generated: Readonly<Record<string, () => string | Promise<string>>> = {
  'migrations/policy.sql': () => policySqlOf(policy),
  'web/src/api/schema.ts': async () => (await import('./client.ts')).clientText(), // loads every module, so late and apart
};

const current = (name: string): string | null => { try { return readFileSync(join(ROOT, name), 'utf8'); } catch { return null; } };
const checking = process.argv.includes('--check');

for (const [name, make] of Object.entries(generated)) {
  try {
    const text = await make();
    if (text === current(name)) continue;
    if (!checking) writeFileSync(join(ROOT, name), text);
    else process.stdout.write(`${name} is not current: npm run generate\n`);
    process.exitCode = checking ? 1 : process.exitCode;
  } catch (error) {
    process.stderr.write(`${name} could not be made: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
