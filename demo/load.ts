import pg from 'pg';
import { audit } from '#platform/audit';
import { ENGINE, queriesOn, sql, type Instant, type Tx } from '#platform/db';
import { withSigns } from '../server/progress.ts';
import type { Step } from './context.ts';
import { makeWorld } from './make-world.ts';
import { accounts } from './steps/accounts.ts';
import { consent } from './steps/consent.ts';
import { field } from './steps/field.ts';
import { interactions } from './steps/interactions.ts';
import { marketAccess } from './steps/market-access.ts';
import { people } from './steps/people.ts';
import { prescribers } from './steps/prescribers.ts';
import { story } from './steps/story.ts';
import { work } from './steps/work.ts';
import { content } from './steps/content.ts';
import { plays } from './plays.ts';

export type LoadOptions = { readonly ownerUrl: string; readonly now: Instant; readonly say: (line: string) => void; readonly enrol: (tx: Tx) => Promise<void> };

const LOAD_LOCK = 7_461_010;

const STEPS: readonly Step[] = [
  { name: 'people and products', run: people },
  { name: 'payers, networks, hospitals, practices', run: accounts },
  { name: 'prescribers', run: prescribers },
  { name: 'plans, formularies, payer mix, prescriptions', run: marketAccess },
  { name: 'consents and limits', run: consent },
  { name: 'territories, owners, visits', run: field },
  { name: 'approved content', run: content },
  { name: 'two years of interactions', run: interactions },
  { name: 'the people of the story', run: story },
  { name: 'plays and journeys', run: plays },
  { name: 'presence, certificates, tasks and cases', run: work },
];

/** The owner's connection as the modules' transaction: a load is done by the system, past the policies of people. */
const ownersTx = (client: pg.Client, now: Instant): Tx => ({
  ...queriesOn(client), actor: ENGINE, now, markAudited: () => undefined, copy: () => Promise.reject(new Error('The demo company is made in the database.')),
});

// The same number for the same row on every load: the draws of the SQL steps.
const DRAW = `create function pg_temp.u(n bigint, salt integer) returns double precision language sql immutable parallel safe
  as $$ select ((hashint8extended(n, salt) >> 12) & 4503599627370495)::double precision / 4503599627370496.0 $$`;

const isEmpty = async (tx: Tx) => (await tx.one<{ empty: boolean }>(sql`
  select not exists (select from access.person) and not exists (select from customers.customer) as empty`)).empty;

async function runSteps(tx: Tx, { now, say, enrol }: LoadOptions): Promise<void> {
  say('Loading the demo company (once):');
  const load = { tx, now, world: makeWorld() };
  for (const step of STEPS) { // each builds on the ones before
    const { result: rows, took } = await withSigns(say, `  ${step.name}`, () => step.run(load));
    await audit(tx, { action: 'demo.load', resource: 'demo', recordId: step.name, rows, reason: 'Demo company for an empty database' });
    say(`  ${step.name}: ${rows.toLocaleString('en-US')} rows in ${took}`);
  }
  await enrol(tx);
}

/** Loads the invented company into an empty database in one transaction: all of it or, when the process is killed, nothing. True when it did. */
export async function loadDemo(options: LoadOptions): Promise<boolean> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'tutti-demo' });
  client.on('error', () => undefined); // the statement that was running reports it
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(${LOAD_LOCK})`); // two processes that start at once load once
    const tx = ownersTx(client, options.now);
    if (!await isEmpty(tx)) return false;
    await client.query("set local synchronous_commit = off; set local work_mem = '128MB'; set local jit = off");
    await client.query(DRAW);
    await runSteps(tx, options);
    await client.query('commit');
    await client.query('analyze');
    return true;
  } finally {
    await client.end();
  }
}
