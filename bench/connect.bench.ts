import { formatsWith, runImport, undoImport } from '#customers';
import { makePerson, testDatabase } from '#platform/testing';
import { manyAccounts, manyCalls } from '../server/connect-world.ts';
import { importers } from '../server/modules.ts';

// Exports of a CRM through the connectors: accounts of one market, then calls on them, each a second time, and the calls taken back. Memory is read twice a
// second; a load is flat when its last quarter stands no higher than its first by more than the garbage that V8 has not collected yet.
//   npm run bench -- connect [rows]
// 200,000 rows, two cores shared with seven other builders, 2026-11-23: accounts 95 s (9.0 s of Node's processor time), again 45 s; calls 70 s (7.2 s), resident
// memory by quarters 554, 595, 549, 536 MB; again 24 s; taken back in 64 s.

const [rows = 200_000] = process.argv.slice(2, 3).map(Number);
const say = (line: string) => process.stdout.write(`${line}\n`);
const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);
const PIECE = 60_000; // characters sent at once

async function* bytesOf(lines: Iterable<string>): AsyncGenerator<Buffer> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

await using db = await testDatabase();
const steward = await makePerson(db, { role: 'steward' });
const formats = formatsWith(importers);

async function load(name: string, format: string, lines: Iterable<string>): Promise<number> {
  const seen: number[] = [];
  const watch = setInterval(() => seen.push(megabytes()), 500);
  const [at, cpu] = [performance.now(), process.cpuUsage()];
  const done = await runImport(db, steward, { format, fileName: `${name}.csv`, body: bytesOf(lines), formats, market: 'US' });
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  const quarters = [0.25, 0.5, 0.75, 1].map((share) => seen[Math.max(0, Math.floor(seen.length * share) - 1)] ?? megabytes());
  say(`${name}: ${done.total} lines, ${done.loaded} new, ${done.unchanged} unchanged, ${done.leftOut} of other markets; ${((performance.now() - at) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor; ${quarters.join(', ')} MB`);
  return done.importId ?? 0;
}

await load('accounts', 'veeva:Account', manyAccounts(rows));
await load('accounts again', 'veeva:Account', manyAccounts(rows));
const importId = await load('calls', 'veeva:Call2_vod__c', manyCalls(rows, rows));
await load('calls again', 'veeva:Call2_vod__c', manyCalls(rows, rows));
const at = performance.now();
const undone = await undoImport(db, steward, { importId, formats });
say(`calls taken back: ${undone.removed} in ${((performance.now() - at) / 1000).toFixed(1)} s`);
process.exit(0);
