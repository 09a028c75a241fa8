import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { axeFindings, ENDLESS_MS, type Tutti } from '../../platform/testing/browser.ts';

/** Where the story is played: the pages of its people, the database behind them, and what was found wrong on the way. */
export type Stage = {
  readonly tutti: Tutti;
  /** The page of somebody of the company; the same one every time. */
  as(name: string, options?: BrowserContextOptions): Promise<Page>;
  /** A page of a doctor, who is no user of the program. */
  asDoctor(): Promise<Page>;
  /** Looks at a page as it stands: what axe finds is kept, and a picture is taken where pictures are wanted. */
  look(page: Page, picture: string): Promise<void>;
  rows<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>;
  one<T extends object>(text: string, values?: readonly unknown[]): Promise<T>;
  /** Asks the database again until it says so. */
  until<T extends object>(text: string, values?: readonly unknown[]): Promise<T>;
  /** What axe found, page by page. */
  readonly barriers: string[];
  /** What the browser's console called an error. */
  readonly errors: string[];
  close(): Promise<void>;
};

const ASK_MS = 150; // between two looks into the database
const { TUTTI_STORY_PICTURES: pictures } = process.env; // eslint-disable-line -- the script that makes the pictures of docs/story.md sets it

function listen(page: Page, who: string, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(`${who}, ${page.url()}: ${error.message}`));
  // A mail is shown in a frame that may run nothing, the browser's own tools neither: that it says so is no fault.
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().startsWith('Blocked script execution in')) errors.push(`${who}, ${page.url()}: ${message.text()} ${message.location().url}`); });
}

export async function openStage(tutti: Tutti): Promise<Stage> {
  const database = new pg.Pool({ connectionString: tutti.ownerUrl, max: 2 });
  database.on('error', () => undefined); // the question that was running reports it
  const pages = new Map<string, Page>();
  const [barriers, errors]: [string[], string[]] = [[], []];
  const rows = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => (await database.query<T>(text, [...values])).rows;
  return {
    tutti, barriers, errors, rows,
    async as(name, options) {
      const known = pages.get(name);
      if (known) return known;
      const page = await tutti.newPage(options);
      listen(page, name, errors);
      pages.set(name, page);
      return page;
    },
    async asDoctor() {
      const page = await tutti.newPage();
      listen(page, 'a doctor', errors);
      return page;
    },
    async look(page, picture) {
      if (pictures) await page.screenshot({ path: join(pictures, `${picture}.png`), animations: 'disabled', caret: 'hide' });
      else barriers.push(...(await axeFindings(page)).map((finding) => `${picture}: ${finding}`));
    },
    async one<T extends object>(text: string, values?: readonly unknown[]) {
      const [row] = await rows<T>(text, values);
      if (!row) throw new Error(`Nothing was found: ${text}`);
      return row;
    },
    async until<T extends object>(text: string, values?: readonly unknown[]) {
      for (const since = performance.now(); performance.now() - since < ENDLESS_MS; await wait(ASK_MS)) {
        const [row] = await rows<T>(text, values);
        if (row) return row;
      }
      throw new Error(`It never came true: ${text}`);
    },
    async close() {
      await database.end();
      await tutti[Symbol.asyncDispose]();
    },
  };
}
