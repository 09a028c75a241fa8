import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

// The package's own arguments switch off what we want to test (site isolation, web security) and hold --single-process, with which closing a page can end the browser.
const ARGUMENTS = ['--no-sandbox', '--no-zygote', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none', '--hide-scrollbars',
  '--js-flags=--no-maglev,--no-turbofan']; // a page of a test lives too short for what is compiled well to pay: a fifth of the processor time

type Chromium = { readonly path: string; readonly folder: string | null };

/** Unpacks the browser of the npm package once for a user and version, all or nothing. */
async function unpack(): Promise<Chromium> {
  const home = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `tutti-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) return { path: join(folder, 'chromium'), folder };
  const fresh = mkdtempSync(`${folder}.new-`);
  const before = process.env['TMPDIR']; // eslint-disable-line -- the package unpacks into the system's temporary folder and nowhere else
  process.env['TMPDIR'] = fresh; // eslint-disable-line -- as above
  try {
    const { default: bundled, inflate } = await import('@sparticuz/chromium');
    await bundled.executablePath();
    await inflate(join(home, 'bin/al2023.tar.br')); // libraries, for machines that lack them
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // another process was quicker
  } finally {
    if (before === undefined) delete process.env['TMPDIR']; // eslint-disable-line -- as it was
    else process.env['TMPDIR'] = before; // eslint-disable-line -- as it was
    rmSync(fresh, { recursive: true, force: true });
  }
  return { path: join(folder, 'chromium'), folder };
}

async function find(): Promise<Chromium> {
  const named = process.env['CHROMIUM_PATH']; // eslint-disable-line -- tests alone read it
  return named ? { path: named, folder: null } : unpack();
}

function surroundings({ path, folder }: Chromium): Record<string, string> {
  const env: Record<string, string> = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)); // eslint-disable-line -- a child needs what we were given
  if (!folder) return env;
  if (!existsSync('/etc/fonts')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  const runs = spawnSync(path, ['--version'], { env, stdio: 'ignore' }).status === 0;
  if (!runs) env['LD_LIBRARY_PATH'] = [join(folder, 'al2023/lib'), env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return env;
}

/** A real browser: the one named by CHROMIUM_PATH, else the one that npm brought. */
export async function openChromium(): Promise<Browser> {
  const found = await find();
  return chromium.launch({ executablePath: found.path, args: ARGUMENTS, env: surroundings(found), handleSIGINT: false, timeout: 0 });
}
