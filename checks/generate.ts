import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policySqlOf } from '#platform/auth';
import { ROOT } from '#platform/config';
import { policy } from '../server/policy.ts';

// Writes every generated file; with --check it only says which ones are not current.

const generated: Readonly<Record<string, () => string>> = {
  'migrations/policy.sql': () => policySqlOf(policy),
};

const stale = Object.entries(generated).map(([name, make]) => ({ name, text: make() }))
  .filter(({ name, text }) => { try { return readFileSync(join(ROOT, name), 'utf8') !== text; } catch { return true; } });
if (process.argv.includes('--check')) {
  for (const { name } of stale) process.stdout.write(`${name} is not current: npm run generate\n`);
  process.exitCode = stale.length ? 1 : 0;
} else {
  for (const { name, text } of stale) writeFileSync(join(ROOT, name), text);
}
