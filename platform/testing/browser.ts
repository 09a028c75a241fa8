import axe from 'axe-core';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openChromium } from './chromium.ts';
import { startProgramProcess, type RunningProgram } from './program.ts';
import { withOwner } from './with-owner.ts';

/** The whole program with the demo company, on a database of its own, and a browser before it. */
export type Tutti = {
  readonly address: string;
  readonly browser: Browser;
  readonly program: RunningProgram;
  /** The owner's connection string, for looking behind the pages. */
  readonly ownerUrl: string;
  /** A page of a fresh visitor. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** A page of somebody who has signed in, where she wants to be; the way through the form has its own tests. */
  pageOf(email: string, options?: BrowserContextOptions & { readonly at?: string }): Promise<Page>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** When browser tests play: a Monday morning in New York, whatever day it is, so that working hours and quiet hours are what the story says. */
export const STORY_CLOCK = '2026-11-23T14:00:00.000Z';
// What is still on its way shows itself as grey lines only after this long.
const SKELETON_AFTER_MS = 400;
// No page takes this long on any machine: what has not come by then is a fault, and nobody waits for it all night.
export const ENDLESS_MS = 300_000;
export const DEMO_PASSWORD = 'tutti demo 2026';

/** Waits until a page shows what it asked for: its title stands and nothing is on its way. */
export async function settle(page: Page): Promise<void> {
  // By locators: our own content policy refuses a condition that is given as text.
  for (const pause of [0, SKELETON_AFTER_MS]) {
    await page.waitForTimeout(pause);
    await page.locator('main h1').first().waitFor({ timeout: ENDLESS_MS });
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached', timeout: ENDLESS_MS });
  }
}

const REPLACED_MS = 1_500;

/** Goes to another page of the program as a link in it does: nothing is loaded anew, which takes a quarter of the time. Reading what changed elsewhere wants `goto`. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.locator('main h1').evaluateAll((titles) => { for (const title of titles as unknown as { dataset: Record<string, string> }[]) title.dataset['left'] = 'yes'; });
  await page.evaluate((to) => (globalThis as unknown as { history: { pushState(state: null, title: string, to: string): void } }).history.pushState(null, '', to), path);
  await page.locator('main h1:not([data-left])').first().waitFor({ timeout: REPLACED_MS }).catch(() => undefined); // a page that only asks something else keeps its title
  await settle(page);
}

/** Gives address and password at the sign-in, whatever comes of it. */
export async function enterPassword(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await settle(page);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in by the form, and waits for the role's page. */
export async function signInAs(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await enterPassword(page, email, password);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'), { timeout: ENDLESS_MS });
  await page.getByLabel('Password', { exact: true }).waitFor({ state: 'detached', timeout: ENDLESS_MS }); // the form stands until the next page has loaded
  await settle(page);
}

const BARRIERS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands, one line each; nothing is what is right. A preview in a sandbox runs no script, axe's neither. */
export async function axeFindings(page: Page): Promise<string[]> {
  await settle(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  // Told of violations alone: naming every element that is right takes five times as long.
  return page.evaluate(async (tags) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: 'iframe' }, { runOnly: tags, resultTypes: ['violations'], iframes: false });
    return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`));
  }, BARRIERS);
}

async function cloneDemo(): Promise<string> {
  const { TUTTI_TEST_URL: base, TUTTI_E2E_TEMPLATE: template } = process.env; // eslint-disable-line -- set by the runner for its children
  if (!base || !template) throw new Error('Browser tests need the demo company: run them by `npm run e2e -- NAME`.');
  const name = `e2e_${randomBytes(4).toString('hex')}`;
  await withOwner(base, (client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  return Object.assign(new URL(base), { pathname: `/${name}` }).href;
}

/** A new page where somebody else was before: it knows nothing of her, and begins in a third of the time, since what was fetched is kept. */
async function pageAfter(context: BrowserContext, origin: string): Promise<Page> {
  await Promise.all(context.pages().map((left) => left.close()));
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,local_storage,indexeddb' });
  await session.detach();
  await context.clock.setSystemTime(STORY_CLOCK);
  return page;
}

async function open(env: Readonly<Record<string, string>>): Promise<Tutti> {
  const ownerUrl = await cloneDemo();
  const { TUTTI_DATA_DIR: shared = '' } = process.env; // eslint-disable-line -- set by the runner for its children
  const dataDir = mkdtempSync(join(tmpdir(), 'tutti-e2e-'));
  cpSync(shared, dataDir, { recursive: true }); // the secret that the demo was loaded with; files of its own
  const started = startProgramProcess({ env: { DATABASE_URL: ownerUrl, TUTTI_DATA_DIR: dataDir, TUTTI_CLOCK: STORY_CLOCK, ...env } });
  const opened = openChromium();
  const [program, browser] = await Promise.all([started, opened]).catch(async (error: unknown) => {
    await Promise.allSettled([opened.then((one) => one.close()), started.then((one) => one.end('SIGTERM'))]); // what runs on would keep the test from ending
    throw error;
  });
  const newContext = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ baseURL: program.address, viewport: { width: 1440, height: 900 }, timezoneId: 'America/New_York', locale: 'en-US', reducedMotion: 'reduce', serviceWorkers: 'block', ...options }); // what keeps a copy for offline use costs a third of each first page: tests that go offline allow it
    await context.clock.install({ time: STORY_CLOCK });
    context.setDefaultTimeout(60_000); // a page that does not come is a fault; a slow machine is none
    return context;
  };
  const newPage = async (options: BrowserContextOptions = {}) => {
    const page = await (await newContext(options)).newPage();
    page.once('close', () => void page.context().close().catch(() => undefined)); // a browser that closes takes all of them with it
    return page;
  };
  const left: BrowserContext[] = [];
  const plainPage = async () => {
    const before = left.pop();
    const page = before ? await pageAfter(before, program.address) : await (await newContext()).newPage();
    page.once('close', () => left.push(page.context()));
    return page;
  };
  return {
    address: program.address, browser, program, ownerUrl, newPage,
    async pageOf(email, { at = '/', ...options } = {}) {
      const page = await (Object.keys(options).length === 0 ? plainPage() : newPage(options));
      const answer = await page.request.post('/api/sign-in/password', { data: { email, password: DEMO_PASSWORD } });
      if (!answer.ok()) throw new Error(`${email} does not come in: ${answer.status()} ${await answer.text()}`);
      await page.goto(at);
      await settle(page);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await program.end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const companies = new Map<string, { users: number; readonly tutti: Promise<Tutti> }>();

/** Opens all of it for one file of browser tests; files of one process share it. `env` adds settings of the program. */
export async function openTutti(env: Readonly<Record<string, string>> = {}): Promise<Tutti> {
  const key = JSON.stringify(env);
  const company = companies.get(key) ?? { users: 0, tutti: open(env) };
  companies.set(key, company);
  company.users += 1;
  const tutti = await company.tutti;
  return { ...tutti, [Symbol.asyncDispose]: async () => { company.users -= 1; if (company.users === 0) { companies.delete(key); await tutti[Symbol.asyncDispose](); } } };
}
