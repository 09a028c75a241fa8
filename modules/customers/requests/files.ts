import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import type { Raw } from '#platform/http';
import { Problem } from '#platform/problem';
import { fileTypeOf, safeFileName } from '../rules/file-type.ts';
import { findFile, getRequest } from './reads.ts';
import { insertFile, lockRequest } from './writes.ts';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 3;

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MOST_BYTES) throw new Problem('customers.request_file', { detail: 'The file is larger than 10 MB.' });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Puts a file to a request that is not decided yet: PDF, PNG or JPEG by its content, at most three of 10 MB. */
export async function addFile(db: Db, actor: Actor, { requestId, name, body }: { readonly requestId: number; readonly name: string; readonly body: AsyncIterable<Uint8Array> }) {
  const bytes = await readAll(body);
  const type = fileTypeOf(bytes);
  if (!type) throw new Problem('customers.request_file', { detail: 'The file is no PDF, PNG or JPEG, whatever its name says.' });
  return db.transaction(actor, async (tx) => {
    const standing = await lockRequest(tx, requestId);
    if (!standing || standing.requestedBy !== actor.userId) throw new Problem('request.not_found');
    if (!['new', 'submitted'].includes(standing.state)) throw new Problem('customers.request_state', { detail: `The request is ${standing.state}.` });
    if ((await getRequest(tx, requestId)).files.length >= MOST_FILES) throw new Problem('customers.request_file', { detail: 'A request holds three files at most.' });
    const fileNo = await insertFile(tx, { customerId: standing.customerId, requestId, name: safeFileName(name), type, bytes });
    await audit(tx, { action: 'customers.add-request-file', resource: 'customers.request_file', customerId: standing.customerId, recordId: requestId, after: { fileNo, type, size: bytes.length } });
    return { fileNo, name: safeFileName(name), type, size: bytes.length };
  });
}

/** A file as it came, to be kept and never to be shown as a page. */
export const sendFile = (db: Db, actor: Actor, { requestId, fileNo }: { readonly requestId: number; readonly fileNo: number }): Promise<Raw> => db.read(actor, async (tx) => {
  const file = await findFile(tx, requestId, fileNo);
  if (!file) throw new Problem('request.not_found');
  return { raw: true, type: file.type, body: file.bytes, headers: { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`, 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' } };
});
