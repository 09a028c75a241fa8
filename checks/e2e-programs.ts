import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { STORY_CLOCK } from '../platform/testing/browser.ts';
import { startProgramProcess } from '../platform/testing/program.ts';
import { withOwner } from '../platform/testing/with-owner.ts';
import { prepareWebApp } from '../server/web-app.ts';
import type { Cluster } from './cluster.ts';
import type { Environment } from './run-tests.ts';

/** What browser tests need: the built web app, and a database with the demo company that each file clones for itself. */
export type E2e = { readonly env: Environment };

const TEMPLATE = 'demo';

const command = (url: string, text: string) => withOwner(url, (client) => client.query(text));

/** Loads the demo company once, by starting the program as people do. */
export async function prepareE2e(cluster: Cluster, say: (line: string) => void): Promise<E2e> {
  await prepareWebApp(say);
  const dataDir = join(cluster.folder, 'e2e'); // keeps the secret that every start shares
  mkdirSync(dataDir, { recursive: true });
  await command(cluster.url, `create database ${TEMPLATE}`);
  const since = performance.now();
  const program = await startProgramProcess({ env: { DATABASE_URL: Object.assign(new URL(cluster.url), { pathname: `/${TEMPLATE}` }).href, TUTTI_DATA_DIR: dataDir, TUTTI_CLOCK: STORY_CLOCK } });
  await program.end('SIGTERM');
  await command(cluster.url, `alter database ${TEMPLATE} is_template true`);
  say(`The demo company was loaded in ${((performance.now() - since) / 1000).toFixed(1)} s`);
  return { env: { TUTTI_TEST_URL: cluster.url, TUTTI_E2E_TEMPLATE: TEMPLATE, TUTTI_DATA_DIR: dataDir } };
}
