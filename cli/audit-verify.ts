import type { Command } from 'commander';
import { postJson } from './client.ts';
import { EXIT } from './exit-codes.ts';
import { formatCount, runCommand, table } from './output.ts';

type Verdict = { sealed: number; unsealed: number; head: string | null; faults: { seq: number; entryId: number; fault: string }[] };

export const addAudit = (program: Command) => program.command('audit').description('the trail of who saw and changed what')
  .command('verify')
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
