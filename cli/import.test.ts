import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config';

type Ended = { readonly code: number; readonly said: string };

const tutti = (...words: string[]) => new Promise<Ended>((resolve) => {
  execFile(process.execPath, [join(ROOT, 'cli/main.ts'), ...words], (error, out, said) => resolve({ code: Number(error?.code ?? 0), said: out + said }));
});

test('a file that cannot be loaded is named, and the server is not blamed for it', async () => {
  const [directory, missing] = await Promise.all([tutti('import', 'nppes', ROOT), tutti('import', 'nppes', join(ROOT, 'nowhere.csv'))]);
  assert.deepEqual([directory.code, missing.code], [2, 2]);
  assert.match(directory.said, /is a directory; name the file\./);
  assert.match(missing.said, /There is no file .*nowhere\.csv\./);
});

test('exports of a CRM are asked for by folder and market, and what makes no sense is said before anything is sent', async () => {
  const [nowhere, market, misplaced] = await Promise.all([tutti('import', 'veeva', join(ROOT, 'nowhere')), tutti('import', 'veeva', ROOT, '--market', 'Germany'), tutti('import', 'nppes', join(ROOT, 'package.json'), '--market', 'US')]);
  assert.deepEqual([nowhere.code, market.code, misplaced.code], [2, 2, 2]);
  assert.match(nowhere.said, /no file or folder/);
  assert.match(market.said, /two letters/);
  assert.match(misplaced.said, /are for salesforce, veeva and vault/);
});

test('the command line tells its version', async () => {
  assert.match((await tutti('--version')).said, /^\d+\.\d+\.\d+\n$/);
});
