#!/usr/bin/env node
// Verifies an exported trail without the program that wrote it: node verify-audit.mjs trail.ndjson [keys.json]. The format: audit-format.md.
// keys.json: the public keys that you kept from elsewhere, as /api/audit/keys answers. Without it the first key of the file itself is believed.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (...parts) => sha(...parts).toString('hex');
/** RFC 8785, as far as these records go. */
const canonical = (value) => (Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : value && typeof value === 'object' ? `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}` : JSON.stringify(value));

const keyObjects = new Map();
function keyOf(raw) {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(raw, 'base64')]); // RFC 8410
  if (!keyObjects.has(raw)) keyObjects.set(raw, createPublicKey({ key: der, format: 'der', type: 'spki' }));
  return keyObjects.get(raw);
}

function isSigned(key, text, signature) {
  try {
    return verify(null, Buffer.from(text), keyOf(key), Buffer.from(String(signature), 'base64'));
  } catch { return false; }
}

/** Keys that may be believed: those kept from elsewhere, and whom they endorsed, one after the other. */
function believedKeys(keys, kept, fault) {
  const believed = new Map((kept ?? keys.slice(0, 1)).map((key) => [key.keyId, key.publicKey]));
  for (const key of keys) {
    if (key.keyId !== hex(Buffer.from(String(key.publicKey), 'base64')).slice(0, 16)) fault(`key ${key.keyId} is not named by its digest`);
    else if (believed.has(key.keyId)) { if (believed.get(key.keyId) !== key.publicKey) fault(`key ${key.keyId} is another one`); }
    else if (isSigned(believed.get(key.endorsedBy), ['tutti-key/1', key.keyId, key.publicKey].join('\n'), key.endorsement)) believed.set(key.keyId, key.publicKey);
    else fault(`key ${key.keyId} is endorsed by no key that is believed`);
  }
  return believed;
}

/** Anchors by the number of links they cover. */
function checkAnchors(anchors, believed, fault) {
  let previous = '';
  let count = 0;
  const heads = new Map();
  anchors.forEach((one, index) => {
    const text = ['tutti-anchor/1', one.anchorNo, one.day, one.anchoredAt, one.count, one.head, one.previous, one.keyId].join('\n');
    if (one.anchorNo !== index + 1 || one.previous !== previous || !(one.count >= count)) fault(`anchor ${one.anchorNo} does not follow the one before`);
    if (!isSigned(believed.get(one.keyId), text, one.signature)) fault(`anchor ${one.anchorNo} is not signed by its key`);
    heads.set(one.count, one.head);
    previous = hex(`${text}\n${one.signature}`);
    count = one.count;
  });
  return heads;
}

/** Walks the chain from the first link to the last; gives the entries that are shown. */
function checkChain(manifest, lines, { heads, fault }) {
  let seq = manifest.first - 1;
  let hash = String(manifest.before ?? '');
  const shown = [];
  if (manifest.first === 1 && hash !== '') fault('the chain does not begin with nothing');
  if (manifest.first > 1 && heads.has(seq) && heads.get(seq) !== hash) fault('the link before the first is not the one that was anchored');
  const step = (digest) => {
    seq += 1;
    hash = hex(Buffer.from(hash, 'hex'), digest);
    if (heads.has(seq) && heads.get(seq) !== hash) fault(`link ${seq} is not the one that was anchored`);
  };
  for (const line of lines) {
    if ((line.type === 'entry' ? line.seq : line.from) !== seq + 1) fault(`after link ${seq} comes link ${line.seq ?? line.from}`);
    if (line.type === 'withheld') { for (const digest of line.digests) step(Buffer.from(digest, 'hex')); continue; }
    const { values } = line;
    if (values.length !== 17 || values.some((value, index) => typeof value !== 'string' || (index < 16 && value.includes('\x1f')))) fault(`link ${line.seq} is no entry`);
    step(sha(values.join('\x1f')));
    if (line.hash !== hash) fault(`link ${line.seq} is not as it was written`);
    shown.push(values);
  }
  if (seq !== manifest.last) fault(`the chain ends at link ${seq}, not ${manifest.last}`);
  if (manifest.last > 0 && !heads.has(manifest.last)) fault('no anchor covers the end of the chain');
  return shown;
}

/** Each signature stands in the trail as it stands in the file, and each of the trail's in the file. */
function checkSignatures(signatures, entries, fault) {
  const told = new Map(entries.filter((values) => values[7] === 'signature.sign').map((values) => [values[11], canonical(JSON.parse(values[14]))]));
  for (const { type: _, ...signature } of signatures) {
    const { binding, ...facts } = signature;
    const id = String(signature.signatureId);
    if (hex(canonical(facts)) !== binding) fault(`signature ${id} does not hold together`);
    if (told.get(id) !== canonical(signature)) fault(`signature ${id} is not the one that the trail tells of`);
    told.delete(id);
  }
  for (const id of told.keys()) fault(`signature ${id} of the trail is not in the file`);
}

/** What is wrong with an export, in words; nothing when it is whole. `kept`: public keys from elsewhere. */
export function verifyExport(text, kept) {
  const faults = [];
  const fault = (words) => void faults.push(words);
  try {
    const raw = text.split('\n');
    if (raw.pop() !== '') fault('the file breaks off');
    const lines = raw.map((line) => JSON.parse(line));
    const [manifest, end] = [lines[0], lines.at(-1)];
    if (manifest?.type !== 'manifest' || manifest.format !== 'tutti-audit/1' || end?.type !== 'end') return ['the file does not begin with its manifest and end with its signature'];
    const of = (...types) => lines.filter((line) => types.includes(line.type));
    const body = raw.slice(0, -1).map((line) => `${line}\n`).join('');
    const believed = believedKeys(of('key'), kept, fault);
    if (end.lines !== lines.length - 1 || end.sha256 !== hex(body)) fault('the file is not as it was closed');
    if (!isSigned(believed.get(end.keyId), ['tutti-end/1', end.lines, end.sha256].join('\n'), end.signature)) fault('the file is not signed by a key that is believed');
    if (of('manifest', 'end').length !== 2 || of('manifest', 'key', 'anchor', 'entry', 'withheld', 'signature', 'end').length !== lines.length) fault('a line is of no kind that belongs here');
    const heads = checkAnchors(of('anchor'), believed, fault);
    const shown = checkChain(manifest, of('entry', 'withheld'), { heads, fault });
    checkSignatures(of('signature'), shown, fault);
  } catch (error) { fault(`the file cannot be read: ${error.message}`); }
  return faults;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, keyFile] = process.argv.slice(2);
  if (!file) { console.error('node verify-audit.mjs trail.ndjson [keys.json]'); process.exit(2); }
  const kept = keyFile ? JSON.parse(readFileSync(keyFile, 'utf8')).keys : undefined;
  const faults = verifyExport(readFileSync(file, 'utf8'), kept);
  for (const one of faults.slice(0, 50)) console.log(one);
  console.log(faults.length ? `NOT WHOLE: ${faults.length} faults.` : `Whole: every entry, anchor and signature is as it was written.${kept ? '' : ' The keys came with the file: compare them with the ones you kept.'}`);
  process.exit(faults.length ? 1 : 0);
}
