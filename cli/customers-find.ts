import type { Command } from 'commander';
import { getJson } from './client.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { runCommand, table } from './output.ts';

type Found = { customerId: number; name: string; kind: string; npi: string | null; specialtyName: string | null; city: string | null; state: string | null };

export const addCustomersFind = (customers: Command) => customers
  .command('find')
  .description('find customers by the beginning of a name, NPI, phone number or id such as C20771')
  .argument('<text...>', 'what to look for')
  .option('--limit <n>', 'how many at most, up to 200', '20')
  .option('--json', 'answer as JSON')
  .action((words: string[], options: { limit: string; json?: boolean }) => runCommand(options, async ({ answer }) => {
    const limit = Number(options.limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new CommandError('--limit is a whole number from 1 to 200.', { exitCode: EXIT.usage });
    const page = await getJson<{ rows: Found[]; nextCursor: string | null }>(`/customers?${new URLSearchParams({ search: words.join(' '), limit: String(limit) })}`);
    const rows = page.rows.map((one) => [`C${one.customerId}`, one.name, one.kind, one.npi ?? '', one.specialtyName ?? '', [one.city, one.state].filter(Boolean).join(', ')]);
    answer(page, rows.length === 0 ? 'Nobody found.' : `${table(['id', 'name', 'kind', 'NPI', 'specialty', 'place'], rows)}${page.nextCursor ? '\nMore with a higher --limit.' : ''}`);
  }));
