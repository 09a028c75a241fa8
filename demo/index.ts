import { runMatch, startMatch } from '#customers';
import { rollUp } from '#insight';
import type { SignIn } from '#platform/auth';
import { sql, type Db, ENGINE, type Instant, type Tx } from '#platform/db';
import { withSigns } from '../server/progress.ts';
import { COLLEAGUES, PASSWORD } from './lists/people.ts';
import { loadDemo } from './load.ts';
import { setPresence } from './presence.ts';

export { keepPresence } from './presence.ts';

export type DemoAccount = { readonly name: string; readonly role: string; readonly email: string; readonly password: string };
export type DemoOptions = {
  readonly database: { readonly ownerUrl: string }; readonly db: Db; readonly signIn: SignIn; readonly now: Instant; readonly say: (line: string) => void;
  /** Load it when the database is empty. */
  readonly wanted: boolean;
};

/** Everybody may sign in: one person through the front door, the others with her password's hash, which takes no time. */
async function enrolEverybody(tx: Tx, { signIn }: DemoOptions): Promise<void> {
  const [first] = COLLEAGUES;
  if (!first) return;
  const authId = await signIn.enrol(PASSWORD);
  await tx.run(sql`
    insert into auth.account (account_id, password_hash, password_changed_at, created_at)
    select 'demo-' || p.user_id, a.password_hash, ${tx.now}::timestamptz, ${tx.now}::timestamptz
      from access.person p cross join auth.account a where a.account_id = ${authId} and p.email <> ${first.email}`);
  await tx.run(sql`update access.person set auth_id = case when email = ${first.email} then ${authId} else 'demo-' || user_id end`);
}

/** Counts the newest weeks, so that the director's page stands from the first minute; a job counts the years before. */
async function countFirst({ db, say }: DemoOptions): Promise<void> {
  const { took } = await withSigns(say, '  first count of the dashboards', () => rollUp(db, { now: true }));
  say(`  first count of the dashboards: done in ${took}`);
}

/** Looks for records of one person and of one organisation, so that the steward's desk has what an older system left behind. */
async function matchFirst({ db, say }: DemoOptions): Promise<void> {
  const { took } = await withSigns(say, '  first look for records of one person or organisation', async () => {
    await runMatch(db, (await startMatch(db, ENGINE)).runId);
    await runMatch(db, (await startMatch(db, ENGINE, 'organisations')).runId);
  });
  say(`  first look for records of one person or organisation: done in ${took}`);
}

/** The accounts to offer at sign-in: those of the demo company where it is loaded, none elsewhere. Loads it into an empty database first. */
export async function loadDemoWhenEmpty(options: DemoOptions): Promise<readonly DemoAccount[]> {
  const loaded = options.wanted && await loadDemo({ ownerUrl: options.database.ownerUrl, now: options.now, say: options.say, enrol: (tx) => enrolEverybody(tx, options) });
  if (loaded) {
    await countFirst(options);
    await matchFirst(options);
  }
  const hints = COLLEAGUES.filter(({ hint }) => hint);
  const there = await options.db.read(ENGINE, (tx) => tx.rows<{ email: string }>(sql`
    select email from access.v_person where state = 'active' and email = any(${hints.map(({ email }) => email)}::text[])`));
  if (there.length) await options.db.transaction(ENGINE, setPresence);
  const known = new Set(there.map(({ email }) => email));
  return hints.filter(({ email }) => known.has(email)).map(({ name, roleTitle, email }) => ({ name, role: roleTitle, email, password: PASSWORD }));
}
