import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '#platform/problem';

// Files that wait to be loaded lie in the data directory under names of ours; what a sender called them is only shown. A folder that people drop files into
// stands beside them: nothing outside of it is ever read, no link is followed.

export type FileStoreOptions = {
  /** The data directory; files go to `imports`, `inbox`, `inbox/done` and `inbox/failed` inside. */
  readonly dataDir: string;
  /** Hosts that may be fetched from although they are this machine: for tests alone. */
  readonly allowLoopback?: boolean;
};

let options: FileStoreOptions | undefined;

/** Says where files wait; called once when the program starts. */
export const openFileStore = (given: FileStoreOptions): void => { options = given; };

function store(): FileStoreOptions {
  if (!options) throw new Error('The file store is not open.');
  return options;
}
export const mayLoopBack = (): boolean => store().allowLoopback === true;

const folder = () => join(store().dataDir, 'imports');
const inbox = () => join(store().dataDir, 'inbox');
export const pathOf = (storedAs: string): string => join(folder(), basename(storedAs));

const MOST_BYTES = 16 * 1024 ** 3; // the whole NPPES is 10 GB
const KEPT_FREE = 2 * 1024 ** 3; // the database lives on the same disk

async function roomFor(bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder());
  if (bavail * bsize - bytes < KEPT_FREE) throw new Problem('customers.import_no_room', { detail: 'The disk has too little room for this file: 2 GB must stay free for the database.' });
}

export type Stored = { readonly storedAs: string; readonly size: number; readonly digest: string };
const CHECK_ROOM_EVERY = 256 << 20;

/** Takes a file in as it arrives; one that is too big or breaks off leaves nothing. */
export async function storeFile(body: AsyncIterable<Uint8Array>, mostBytes = MOST_BYTES): Promise<Stored> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await roomFor(0);
  const storedAs = randomUUID(); // a name on the disk: nothing that a test could foretell
  const hash = createHash('sha256');
  let [size, checked] = [0, 0];
  try {
    await pipeline(async function* counted() {
      for await (const chunk of body) {
        size += chunk.length;
        if (size > mostBytes) throw new Problem('customers.import_too_big', { detail: `A file may have up to ${Math.floor(mostBytes / 1024 ** 3)} GB.` });
        if (size - checked > CHECK_ROOM_EVERY) { await roomFor(0); checked = size; }
        hash.update(chunk);
        yield chunk;
      }
    }, createWriteStream(pathOf(storedAs), { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(pathOf(storedAs), { force: true });
    const code = (error as { code?: string }).code ?? '';
    throw /^(ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|ABORT_ERR)$/.test(code) ? new Problem('customers.import_broken_off', {}, { cause: error }) : error;
  }
  return { storedAs, size, digest: hash.digest('hex') };
}

export const removeStored = (storedAs: string): Promise<void> => rm(pathOf(storedAs), { force: true });
export const hasStored = (storedAs: string): Promise<boolean> => stat(pathOf(storedAs)).then(() => true, () => false);

const SETTLED_MS = 5_000; // a file that was written to a moment ago is still being copied in

/** Files that people dropped into the inbox and that have settled, oldest first; folders, links and hidden files are not looked at. */
export async function listInbox(now: Date): Promise<{ name: string; size: number }[]> {
  await mkdir(join(inbox(), 'done'), { recursive: true, mode: 0o700 });
  await mkdir(join(inbox(), 'failed'), { recursive: true, mode: 0o700 });
  const found: { name: string; size: number; at: number }[] = [];
  for (const name of await readdir(inbox())) {
    if (name.startsWith('.')) continue;
    const about = await lstat(join(inbox(), name));
    if (about.isFile() && about.nlink === 1 && now.getTime() - about.mtimeMs > SETTLED_MS) found.push({ name, size: about.size, at: about.mtimeMs });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Copies a file of the inbox into the store, so that nobody changes it while it loads. */
export const takeFromInbox = (name: string): Promise<Stored> => storeFile(createReadStream(join(inbox(), basename(name))));

/** Puts a file of the inbox away; one of the same name that lies there already is kept beside it. Why it was not taken stands beside it as text: whoever dropped it sees the folder, and no page. */
export async function putAway(name: string, where: 'done' | 'failed', { storedAs, why }: { storedAs: string; why?: string }): Promise<void> {
  const place = join(inbox(), where, `${storedAs.slice(0, 8)}-${basename(name)}`);
  if (why) await writeFile(`${place}.why.txt`, `${why}\n`, { mode: 0o600 });
  await rename(join(inbox(), basename(name)), place);
}
