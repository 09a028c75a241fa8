import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { Command } from 'commander';
import { postJson, request } from './client.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { formatCount, runCommand, table } from './output.ts';

type Verdict = { sealed: number; unsealed: number; head: string | null; faults: { seq: number; entryId: number; fault: string }[] };

function addVerify(audit: Command): void {
  audit.command('verify')
  .description('recompute the chain of the trail; exit code 3 when an entry was changed, removed or slipped in')
  .option('--json', 'answer as JSON')
  .action((options: { json?: boolean }) => runCommand(options, async ({ answer }) => {
    const verdict = await postJson<Verdict>('/audit/verify', {});
    const faulty = verdict.faults.length > 0;
    const words = faulty
      ? `${verdict.faults.length} of ${formatCount(verdict.sealed)} links are wrong.\n${table(['link', 'entry', 'fault'], verdict.faults.map((one) => [String(one.seq), String(one.entryId), one.fault.replaceAll('_', ' ')]))}`
      : `${formatCount(verdict.sealed)} entries, every link holds. Head: ${verdict.head ?? 'none yet'}`;
    answer(verdict, words);
    return faulty ? EXIT.withFaults : EXIT.done;
  }));
}

type ExportOptions = { readonly customer?: string; readonly resource?: string; readonly record?: string; readonly from?: string; readonly to?: string; readonly out?: string };

/** The answer as it comes, to a file that must not be there yet, or to the standard output. */
async function keep(path: string, out: string | undefined): Promise<void> {
  const { body } = await request('GET', path);
  if (!body) throw new CommandError('The server sent nothing.');
  await pipeline(Readable.fromWeb(body as WebStream), out ? createWriteStream(out, { flags: 'wx' }) : process.stdout, { end: out !== undefined });
}

function addTaking(audit: Command): void {
  audit.command('export').description('take the trail along as a file that docs/verify-audit.mjs checks without Tutti')
    .option('--customer <number>', 'entries of one customer, such as C10001').option('--resource <table>', 'of one kind of record, such as consent.decision').option('--record <id>', 'of one record')
    .option('--from <instant>', 'from this instant on, such as 2026-11-01T00:00:00Z').option('--to <instant>', 'before this instant').option('--out <file>', 'to a new file; else to the standard output')
    .action((options: ExportOptions) => runCommand({}, async () => {
      const asked = { customerId: options.customer?.replace(/^C/i, ''), resource: options.resource, recordId: options.record, from: options.from, to: options.to };
      const given = Object.entries(asked).filter((one): one is [string, string] => one[1] !== undefined);
      await keep(`/audit/export?${new URLSearchParams(given).toString()}`, options.out);
    }));
  audit.command('anchors').description('all anchors and public keys, to be kept elsewhere')
    .option('--out <file>', 'to a new file; else to the standard output')
    .action((options: { out?: string }) => runCommand({}, () => keep('/audit/anchors/file', options.out)));
  audit.command('anchor').description('sign the head of the chain now')
    .option('--json', 'answer as JSON')
    .action((options: { json?: boolean }) => runCommand(options, async ({ answer }) => {
      const made = await postJson<{ anchor: { anchorNo: number; count: number; head: string } | null; isNew: boolean }>('/audit/anchors', {});
      answer(made, made.anchor ? `Anchor ${made.anchor.anchorNo}${made.isNew ? '' : ' stands already'}: ${formatCount(made.anchor.count)} entries, head ${made.anchor.head}` : 'The trail is empty.');
    }));
}

/** The trail: proving it, and taking it along. */
export function addAudit(program: Command): void {
  const audit = program.command('audit').description('the trail of who saw and changed what');
  addVerify(audit);
  addTaking(audit);
}
