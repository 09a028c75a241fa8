import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config';

test('every dependency has its line with reason and licence, and no line is left over', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const listed = [...readFileSync(join(ROOT, 'docs/DEPENDENCIES.md'), 'utf8').matchAll(/^\| (\S+) \| (.+) \| (\S+) \|$/gm)].map((match) => match[1] ?? '').filter((name) => name !== 'package' && name !== '---');
  assert.deepEqual(listed.toSorted(), [...Object.keys(dependencies), ...Object.keys(devDependencies)].toSorted());
});
