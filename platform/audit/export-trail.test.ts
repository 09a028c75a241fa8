import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ROOT } from '#platform/config';
import { ENGINE, sql, type Actor } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { anchorText, endText, keyIdOf, rawOf } from './anchor-format.ts';
import { anchorAudit, audit, auditAccess, auditRead, exportTrail, openAnchorKey, recordDigest, registerAnchorKey, rotateAnchorKey, sign, verifyAudit, type AnchorKey, type TrailQuestion } from './index.ts';

type Line = { type: string } & Record<string, unknown>;
type Key = { keyId: string; publicKey: string };
// As an inspector has it: one file, from elsewhere, that shares nothing with the program.
const { verifyExport } = await import(join(ROOT, 'docs/verify-audit.mjs')) as { verifyExport: (text: string, kept?: readonly Key[]) => string[] };

const keyIn = (t: TestContext): AnchorKey => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tutti-key-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const key = openAnchorKey({ dataDir });
  key.current();
  assert.equal(statSync(join(dataDir, 'audit-key.pem')).mode & 0o777, 0o600);
  return key;
};
async function copyOf(db: TestDatabase, key: AnchorKey, question: TrailQuestion = {}): Promise<string> {
  let text = '';
  for await (const line of exportTrail({ db, actor: { kind: 'person', role: 'administrator', userId: null }, key, question })) text += line;
  return text;
}
const linesOf = (text: string): Line[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as Line);

/** Five days of a trail, two keys, an anchor a day, and signatures. */
async function makeTrail(db: TestDatabase, key: AnchorKey): Promise<Actor & { userId: number }> {
  db.setNow('2026-11-01T08:00:00.000Z');
  const reviewer = await makePerson(db, { role: 'reviewer', name: 'Rachel Stein' });
  await registerAnchorKey(db, key, { isGiven: false });
  for (let day = 1; day <= 5; day += 1) {
    db.setNow(`2026-11-0${day}T09:00:00.000Z`);
    for (let n = 0; n < 6; n += 1) {
      await db.transaction(reviewer, async (tx) => {
        await audit(tx, { action: 'thing.change', resource: 'thing.row', customerId: 10 + n, recordId: `${day}-${n}`, before: { name: 'before', n }, after: { name: `Zoë "${day}" – 雪`, n: [n, 0.1, null] }, reason: n % 2 ? 'A reason, with a comma' : null });
        if (n === 3) await auditRead(tx, { action: 'thing.read', resource: 'thing.row', customerId: 13 });
        if (n === 4) await auditAccess(tx, { action: 'session.sign_in', resource: 'auth.session' });
      });
    }
    await db.transaction(reviewer, (tx) => sign(tx, { userId: reviewer.userId, sessionKey: 'k', components: ['user_name', 'password'] }, { resource: 'thing.row', recordId: `${day}-0`, record: { day, text: 'as it was' }, meaning: 'approval' }));
    await anchorAudit(db, key, { daily: true });
    if (day === 3) await rotateAnchorKey(db, key);
  }
  return reviewer;
}

test('an untouched copy is whole for a verifier that knows nothing of the program, by the first key that was kept, also after a rotation', async (t) => {
  await using db = await testDatabase();
  const key = keyIn(t);
  const first = key.current();
  await makeTrail(db, key);
  const text = await copyOf(db, key);
  assert.deepEqual(verifyExport(text, [first]), []);
  assert.deepEqual(verifyExport(text), []);
  assert.notEqual(key.current().keyId, first.keyId);
  assert.equal(linesOf(text).filter(({ type }) => type === 'signature').length, 5);
  const verdict = await verifyAudit(db, { kind: 'person', role: 'administrator', userId: null });
  assert.deepEqual(verdict.faults, []);
});

test('a selection shows only what was asked for and still proves its place in the chain', async (t) => {
  await using db = await testDatabase();
  const key = keyIn(t);
  await makeTrail(db, key);
  for (const question of [{ customerId: 12 }, { action: 'signature.sign' }, { action: 'thing' }, { from: '2026-11-03T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z' }, { kind: 'read' as const }, { customerId: 999 }]) {
    const text = await copyOf(db, key, question);
    assert.deepEqual(verifyExport(text), [], JSON.stringify(question));
  }
  const shown = linesOf(await copyOf(db, key, { customerId: 12, resource: 'thing.row' })).filter(({ type }) => type === 'entry');
  assert.equal(shown.length, 5);
  assert.ok(shown.every(({ values }) => (values as string[])[10] === '12'));
});

test('a key that nobody endorsed does not sign another installation\'s trail', async (t) => {
  await using db = await testDatabase();
  const [key, foreign] = [keyIn(t), keyIn(t)];
  await makeTrail(db, key);
  assert.equal(await registerAnchorKey(db, foreign, { isGiven: false }), false);
  await assert.rejects(anchorAudit(db, foreign), { code: 'audit.key_elsewhere' });
});

test('what was changed in the database past the program is named: an anchor, a signature moved to another record, one taken away', async (t) => {
  await using db = await testDatabase();
  await makeTrail(db, keyIn(t));
  const faults = async () => (await verifyAudit(db, ENGINE)).faults.map(({ fault }) => fault);
  assert.deepEqual(await faults(), []);
  await db.owner.run(sql`update audit.signature set record_id = '2-1' where record_id = '2-0'`);
  await db.owner.run(sql`delete from audit.signature where record_id = '4-0'`);
  await db.owner.run(sql`update audit.anchor set head = previous where anchor_no = 2`);
  assert.deepEqual(await faults(), ['anchor_broken', 'anchor_broken', 'signature_broken', 'signature_broken']);
});

// 1,020 tamperings of one copy, each by somebody who knows the format and has everything but the private keys. After each one the file is closed anew as
// well as can be done: counts and digests fit again, and the end is signed by a key of the forger's own.

const sha = (...parts: readonly (string | Buffer)[]) => { const hash = createHash('sha256'); for (const part of parts) hash.update(part); return hash.digest('hex'); };
type Tamper = { readonly kind: string; readonly change: (lines: Line[], n: number) => void };

const at = (lines: readonly Line[], type: string, n: number): number => {
  const places = lines.flatMap((line, index) => (line.type === type ? [index] : []));
  return places[n % places.length] as number;
};
const valuesAt = (lines: readonly Line[], n: number) => (lines[at(lines, 'entry', n)] as Line)['values'] as string[];

/** Computes every hash from one entry on anew, so that the chain itself holds together. */
function rehash(lines: readonly Line[]): void {
  let hash = '';
  for (const line of lines) if (line.type === 'entry') {
    hash = sha(Buffer.from(hash, 'hex'), Buffer.from(sha((line['values'] as string[]).join('\x1f')), 'hex'));
    line['hash'] = hash;
  }
}
function renumber(lines: readonly Line[]): void {
  let seq = 0;
  for (const line of lines) if (line.type === 'entry') line['seq'] = (seq += 1);
  (lines[0] as Line)['last'] = seq;
}

const forger = generateKeyPairSync('ed25519');
const forgersKey: Key = (() => { const publicKey = rawOf(forger.publicKey); return { keyId: keyIdOf(publicKey), publicKey }; })();
const forge = (text: string) => signBytes(null, Buffer.from(text), forger.privateKey).toString('base64');
const reanchor = (lines: readonly Line[], keyId: string) => {
  const heads = new Map(lines.filter(({ type }) => type === 'entry').map((line) => [line['seq'], line['hash']]));
  let previous = '';
  for (const line of lines) if (line.type === 'anchor') {
    Object.assign(line, { head: heads.get(line['count'] as number) ?? line['head'], previous, keyId });
    line['signature'] = forge(anchorText(line as never));
    previous = sha(`${anchorText(line as never)}\n${String(line['signature'])}`);
  }
};

const SIGNED_FIELDS = ['resource', 'recordId', 'digest', 'meaning', 'capacity', 'userId', 'printedName', 'signedAt', 'timeZone', 'signatureId', 'components', 'customerId'] as const;
const other = (value: unknown): unknown => (typeof value === 'number' ? value + 1 : Array.isArray(value) ? [...value, 'code'] : value === '' ? 'x' : `${String(value).slice(0, -1)}${String(value).endsWith('1') ? '2' : '1'}`);
const rebind = (line: Line) => { const { type: _, binding: __, ...facts } = line; line['binding'] = recordDigest(facts); };

const TAMPERS: readonly Tamper[] = [
  ...Array.from({ length: 17 }, (_, field): Tamper => ({ kind: `value ${field} edited`, change: (lines, n) => { const values = valuesAt(lines, n); values[field] = String(other(values[field])); } })),
  ...Array.from({ length: 17 }, (_, field): Tamper => ({ kind: `value ${field} edited and the rest of the chain computed anew`, change: (lines, n) => { const values = valuesAt(lines, n); values[field] = String(other(values[field])); rehash(lines); } })),
  { kind: 'entry deleted', change: (lines, n) => { lines.splice(at(lines, 'entry', n), 1); } },
  { kind: 'entry deleted, numbered and computed anew', change: (lines, n) => { lines.splice(at(lines, 'entry', n), 1); renumber(lines); rehash(lines); } },
  { kind: 'entry inserted, numbered and computed anew', change: (lines, n) => { const place = at(lines, 'entry', n); lines.splice(place, 0, structuredClone(lines[place]) as Line); renumber(lines); rehash(lines); } },
  { kind: 'two neighbours swapped', change: (lines, n) => { const place = at(lines, 'entry', n); const next = lines[place + 1]?.type === 'entry' ? place + 1 : place - 1; [lines[place], lines[next]] = [lines[next] as Line, lines[place] as Line]; } },
  { kind: 'what two neighbours say swapped, computed anew', change: (lines, n) => { const place = at(lines, 'entry', n); const next = lines[place + 1]?.type === 'entry' ? place + 1 : place - 1; const [a, b] = [lines[place] as Line, lines[next] as Line]; [a['values'], b['values']] = [b['values'], a['values']]; rehash(lines); } },
  { kind: 'tail cut off', change: (lines, n) => { const places = lines.flatMap((line, index) => (line.type === 'entry' ? [index] : [])); const from = places[places.length - 1 - (n % (places.length - 1))] as number; lines.splice(from, (places.at(-1) as number) - from + 1); renumber(lines); } },
  { kind: 'tail cut off with the anchors over it', change: (lines, n) => { const anchors = lines.filter(({ type }) => type === 'anchor'); const kept = anchors[n % (anchors.length - 1)] as Line; for (let i = lines.length - 1; i >= 0; i -= 1) { const line = lines[i] as Line; if ((line.type === 'anchor' && (line['count'] as number) > (kept['count'] as number)) || (line.type === 'entry' && (line['seq'] as number) > (kept['count'] as number))) lines.splice(i, 1); } (lines[0] as Line)['last'] = kept['count']; } },
  { kind: 'head cut off', change: (lines, n) => { const count = 1 + (n % 20); for (let i = 0; i < count; i += 1) lines.splice(at(lines, 'entry', 0), 1); (lines[0] as Line)['first'] = count + 1; } },
  { kind: 'an entry edited, computed and anchored anew by a key of the forger', change: (lines, n) => { (valuesAt(lines, n))[16] = 'another reason'; rehash(lines); lines.splice(1, 0, { type: 'key', ...forgersKey, endorsedBy: null, endorsement: null, createdAt: '2026-11-01T00:00:00.000Z' }); reanchor(lines, forgersKey.keyId); } },
  { kind: 'the same in the name of the true key', change: (lines, n) => { (valuesAt(lines, n))[16] = 'another reason'; rehash(lines); reanchor(lines, String((lines.find(({ type }) => type === 'key') as Line)['keyId'])); } },
  { kind: 'public key exchanged for the forger\'s', change: (lines, n) => { (lines[at(lines, 'key', n)] as Line)['publicKey'] = forgersKey.publicKey; } },
  { kind: 'key endorsed by the forger', change: (lines, n) => { const place = at(lines, 'key', n); Object.assign(lines[place] as Line, { ...forgersKey, endorsement: forge('tutti-key/1') }); } },
  ...(['anchorNo', 'day', 'anchoredAt', 'count', 'head', 'previous', 'keyId', 'signature'] as const).map((field): Tamper => ({ kind: `anchor: ${field} edited`, change: (lines, n) => { const line = lines[at(lines, 'anchor', n)] as Line; line[field] = other(line[field]); } })),
  { kind: 'anchor deleted', change: (lines, n) => { lines.splice(at(lines, 'anchor', n), 1); } },
  { kind: 'anchor doubled', change: (lines, n) => { const place = at(lines, 'anchor', n); lines.splice(place, 0, structuredClone(lines[place]) as Line); } },
  ...SIGNED_FIELDS.map((field): Tamper => ({ kind: `signature: ${field} edited`, change: (lines, n) => { const line = lines[at(lines, 'signature', n)] as Line; line[field] = other(line[field]); } })),
  ...SIGNED_FIELDS.map((field): Tamper => ({ kind: `signature: ${field} edited and bound anew`, change: (lines, n) => { const line = lines[at(lines, 'signature', n)] as Line; line[field] = other(line[field]); rebind(line); } })),
  { kind: 'signature deleted', change: (lines, n) => { lines.splice(at(lines, 'signature', n), 1); } },
  { kind: 'signature slipped in', change: (lines, n) => { const line = structuredClone(lines[at(lines, 'signature', n)]) as Line; line['signatureId'] = 9_000 + n; line['recordId'] = 'another'; rebind(line); lines.splice(-1, 0, line); } },
  { kind: 'end edited', change: (lines, n) => { const end = lines.at(-1) as Line; end[['lines', 'sha256', 'signature'][n % 3] as string] = other(end[['lines', 'sha256', 'signature'][n % 3] as string]); } },
];
const CLOSED_BY_HAND = new Set(['end edited']);
const WANTED = 1_020;

function closeAnew(lines: Line[]): string {
  const body = lines.slice(0, -1).map((line) => `${JSON.stringify(line)}\n`).join('');
  const { keyId } = lines.at(-1) as Line;
  const [count, digest] = [lines.length - 1, sha(body)];
  return `${body}${JSON.stringify({ type: 'end', lines: count, sha256: digest, keyId, signature: forge(endText(count, digest)) })}\n`;
}

test('1,020 of 1,020 seeded tamperings are found by the verifier that knows nothing of the program', async (t) => {
  await using db = await testDatabase();
  const key = keyIn(t);
  const first = key.current();
  await makeTrail(db, key);
  const text = await copyOf(db, key);
  const untouched = linesOf(text);
  const [missed, kinds] = [[] as string[], new Set<string>()];
  for (let n = 0; n < WANTED; n += 1) {
    const { kind, change } = TAMPERS[n % TAMPERS.length] as Tamper;
    const lines = structuredClone(untouched);
    change(lines, Math.trunc(n / TAMPERS.length) * 7 + n);
    const tampered = CLOSED_BY_HAND.has(kind) ? lines.map((line) => `${JSON.stringify(line)}\n`).join('') : closeAnew(lines);
    assert.notEqual(tampered, text);
    // What closes the file is the forger's and always wrong: it must not be what gives the tampering away.
    const faults = verifyExport(tampered, [first]).filter((fault) => CLOSED_BY_HAND.has(kind) || fault !== 'the file is not signed by a key that is believed');
    if (faults.length === 0) missed.push(`${n}: ${kind}`);
    else kinds.add(kind);
  }
  assert.deepEqual(missed, []);
  assert.equal(kinds.size, TAMPERS.length);
  assert.deepEqual(verifyExport(text.slice(0, -40), [first]).length > 0, true, 'a file that breaks off');
});
