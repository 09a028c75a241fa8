import type { Command } from 'commander';
import { getJson } from './client.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { runCommand, table } from './output.ts';

type Change = { changeId: number; customerId: number; kinds: string[]; fields: string[]; at: string; source: string; record: { name: string } | null; tombstone: { state: string; mergedInto: number | null } | null };
type Page = { rows: Change[]; nextCursor: string; more: boolean };

const became = ({ record, tombstone }: Change): string => record?.name ?? (tombstone?.mergedInto ? `merged into C${tombstone.mergedInto}` : tombstone?.state ?? '');

export const addCustomerChanges = (customers: Command) => customers
  .command('changes')
  .description('what came or changed since a cursor, each customer with its record as it stands; keep the next cursor and come back with it')
  .option('--since <cursor>', 'the cursor of the page before; left out or 0: from the beginning', '0')
  .option('--limit <n>', 'how many at most, up to 500', '100')
  .option('--wait <seconds>', 'how long to wait for a change when there is none yet, up to 25', '0')
  .option('--json', 'answer as JSON')
  .action((options: { since: string; limit: string; wait: string; json?: boolean }) => runCommand(options, async ({ answer }) => {
    const within = (name: string, text: string, [least, most]: readonly [number, number]) => {
      const number = Number(text);
      if (!Number.isInteger(number) || number < least || number > most) throw new CommandError(`--${name} is a whole number from ${least} to ${most}.`, { exitCode: EXIT.usage });
      return text;
    };
    const query = new URLSearchParams({ cursor: options.since, limit: within('limit', options.limit, [1, 500]), wait: within('wait', options.wait, [0, 25]) });
    const page = await getJson<Page>(`/customers/changes?${query}`);
    const rows = page.rows.map((one) => [one.at, `C${one.customerId}`, one.kinds.join(', '), one.fields.join(', '), one.source, became(one)]);
    answer(page, `${rows.length === 0 ? 'Nothing has changed since.' : table(['when', 'id', 'what', 'fields', 'source', 'now'], rows)}\nNext: --since ${page.nextCursor}${page.more ? '\nMore is waiting.' : ''}`);
  }));
