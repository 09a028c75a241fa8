import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from '#platform/config';
import { withProgress, type Say } from './progress.ts';

const WEB = join(ROOT, 'web');
const DIST = join(WEB, 'dist');
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'precompress.ts', 'tsconfig.json'];

const modified = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newestSource(): number {
  const files = SOURCES.map((name) => join(WEB, name)).flatMap((path) =>
    (statSync(path, { throwIfNoEntry: false })?.isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      : [path]));
  return Math.max(...files.map(modified));
}

function findVite(): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  } catch {
    return null;
  }
}

async function runVite(vite: string, outDir: string): Promise<void> {
  const child = spawn(process.execPath, [vite, 'build', WEB, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = () => void child.kill();
  process.once('exit', stop);
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (status, signal) => resolve(status ?? signal ?? 'nothing'));
  });
  process.off('exit', stop);
  if (code !== 0) throw new Error(`The web app could not be built (vite ended with ${code}):\n${Buffer.concat(said).toString().trim()}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's, but there
  }
}

/** Puts the finished build in the place of the old one, so that a killed build leaves the old one as it was. */
async function build(vite: string): Promise<void> {
  for (const name of readdirSync(WEB).filter((entry) => entry.startsWith('.dist-') && !isAlive(Number(entry.slice('.dist-'.length))))) rmSync(join(WEB, name), { recursive: true, force: true });
  const fresh = join(WEB, `.dist-${process.pid}`);
  await runVite(vite, fresh);
  rmSync(DIST, { recursive: true, force: true });
  renameSync(fresh, DIST);
}

/** The folder of the built web app; it is built when it is missing or older than its sources. */
export async function prepareWebApp(say: Say): Promise<string> {
  const built = modified(join(DIST, 'index.html'));
  if (built >= newestSource()) return DIST;
  const vite = findVite();
  if (!vite) {
    if (existsSync(join(DIST, 'index.html'))) return DIST; // installed without the tools: what was built is what there is
    throw new Error('The web app is not built, and the tools to build it are not installed (npm ci --omit=dev leaves them out): run "npm ci" here, or bring web/dist along from a checkout where "npm start" ran.');
  }
  await withProgress(say, 'Building the web app', () => build(vite));
  return DIST;
}
