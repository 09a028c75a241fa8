import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { getJson, postJson, request } from './client.ts';
import { formatCount, runCommand } from './output.ts';

const LOOK_EVERY_MS = 500;

type Options = { format: string; filters: string; out?: string; json?: boolean };
type Manifest = { exportId: string; state: string; tablesTotal: number; tables: { rows: number }[] };

async function save(path: string, file: string): Promise<void> {
  const { body } = await request('GET', path);
  if (body) await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(file, { mode: 0o600 }));
}

async function exportEverything(file: string): Promise<Manifest> {
  let at = await postJson<Manifest>('/lists/exports', {});
  const { exportId } = at;
  while (at.state === 'running') {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${at.tables.length} of ${at.tablesTotal} tables`);
    await pause(LOOK_EVERY_MS);
    at = (await getJson<{ rows: Manifest[] }>('/lists/exports')).rows.find((one) => one.exportId === exportId) ?? at;
  }
  await save(`/lists/exports/${exportId}/download`, file);
  return at;
}

export const addExport = (program: Command) => program.command('export')
  .description('save a list as a file, or without a list everything that an administrator may read')
  .argument('[list]', 'a list such as /customers; `lists` shows them')
  .addOption(new Option('--format <format>', 'how the list is written').choices(['csv', 'xlsx', 'ndjson']).default('csv'))
  .option('--filters <json>', 'the list’s own filters, such as {"kind": "hcp"}', '{}')
  .option('--out <file>', 'where to write')
  .option('--json', 'answer as JSON')
  .action((list: string | undefined, options: Options) => runCommand(options, async ({ answer }) => {
    if (list === 'lists') {
      const { rows } = await getJson<{ rows: { list: string; summary: string }[] }>('/lists');
      answer(rows, rows.map((one) => `${one.list}  ${one.summary}`).join('\n'));
    } else if (list) {
      const file = options.out ?? `${list.replace(/^\//, '').replaceAll('/', '-')}.${options.format}`;
      await save(`/lists/export?${new URLSearchParams({ list: list.startsWith('/') ? list : `/${list}`, format: options.format, filters: options.filters })}`, file);
      answer({ file }, `Written to ${file}.`);
    } else {
      const file = options.out ?? 'tutti-export.zip';
      const done = await exportEverything(file);
      const rows = done.tables.reduce((sum, one) => sum + one.rows, 0);
      answer({ file, tables: done.tables.length, rows }, `${formatCount(rows)} rows of ${done.tables.length} tables written to ${file}.`);
    }
  }));
