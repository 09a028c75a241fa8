import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DEMO_PASSWORD, openTutti, visit, type Tutti } from '../platform/testing/browser.ts';

// Every role asks every route for everything it can name, while tokens that nobody could guess lie in each protected field.

const PEOPLE = {
  market_access: 'leopold.brandt', marketing: 'benjamin.achterberg', contact_centre: 'elizabeth.moore', medical: 'priyanka.raman', field: 'michael.duarte', director: 'peter.okafor',
  manager: 'dana.whitfield', steward: 'stella.nunez', reviewer: 'rachel.stein', administrator: 'adam.reyes', safety: 'sofia.lind',
} as const;
type Role = keyof typeof PEOPLE;
const MAY_SEE: Readonly<Record<string, readonly Role[]>> = {
  MEDICAL: ['medical'], QUESTION: ['contact_centre', 'medical', 'safety'], REPLY: ['contact_centre', 'medical', 'safety'], SAFETY: ['safety'], PATIENT: [],
};
const PATIENT_ID = 1_000_000_000_777;
const OSEI = 10_001;

type Route = { readonly method: string; readonly path: string; readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: { readonly enum?: readonly string[]; readonly type?: string } }[] };

/** Which role met which kind of token on the walk, as `medical MEDICAL`. */
const reached = new Set<string>();
let tutti: Tutti;
let owner: pg.Client;
before(async () => {
  tutti = await openTutti();
  owner = new pg.Client({ connectionString: tutti.ownerUrl });
  await owner.connect();
  await seedCanaries();
  await seedWork();
});
after(async () => {
  await owner?.end();
  await tutti?.[Symbol.asyncDispose]();
});

const one = async (text: string, values: unknown[] = []): Promise<Record<string, number>> => (await owner.query<Record<string, number>>(text, values)).rows[0] ?? {};

async function seedCanaries(): Promise<void> {
  const person = async (email: string) => (await one('select user_id from access.person where email = $1', [`${email}@abc.example`]))['user_id'] as number;
  const priyanka = await person(PEOPLE.medical);
  const { id: interaction } = await one(`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, source, recorded_at)
    values ($1, '2026-11-20T15:00Z', 'medical', 'phone', 'out', 'call', 'Medical call', 'test', now()) returning interaction_id as id`, [OSEI]);
  await owner.query("insert into medical.interaction_content (customer_id, interaction_id, topic, body) values ($1, $2, 'CANARY-MEDICAL-topic', 'CANARY-MEDICAL-body')", [OSEI, interaction]);
  await owner.query("insert into medical.insight (customer_id, type, body, user_id, recorded_at) values ($1, 'unmet_need', 'CANARY-MEDICAL-insight', $2, now())", [OSEI, priyanka]);
  await owner.query("insert into medical.inquiry (customer_id, product_id, owner_id, state, question, answer, topics, opened_at, due_at) values ($1, 1, $2, 'assigned', 'CANARY-MEDICAL-question', 'CANARY-MEDICAL-answer', '{CANARY-MEDICAL-topics}', now(), now())", [OSEI, priyanka]);
  const { id: kase } = await one(`insert into work."case" (customer_id, kind, function, channel, state, headline, product_id, due_at, opened_at) values ($1, 'question', 'contact_centre', 'phone', 'open', 'Question', 1, now() + interval '2 hours', now()) returning case_id as id`, [OSEI]);
  await owner.query("insert into work.case_detail (customer_id, case_id, question, topics, callback) values ($1, $2, 'CANARY-QUESTION-words', '{CANARY-QUESTION-topic}', 'CANARY-QUESTION-callback')", [OSEI, kase]);
  await owner.query("insert into channels.inbound (customer_id, internet_id, from_address, subject, words, kind, received_at) values ($1, 'canary@example.org', 'x@example.org', 'CANARY-REPLY-subject', 'CANARY-REPLY-words', 'reply', now())", [OSEI]);
  const safety = await one("insert into safety.event (customer_id, kind, product_id, channel, day_zero_at, due_at, recorded_at) values ($1, 'adverse_event', 1, 'phone', now(), now() + interval '1 day', now()) returning safety_id as id", [OSEI]);
  await owner.query("insert into safety.narrative (customer_id, safety_id, body, patient) values ($1, $2, 'CANARY-SAFETY-body', 'CANARY-SAFETY-patient')", [OSEI, safety['id']]);
  await owner.query("insert into customers.customer (customer_id, kind, name, sort_name, family_name, city, source, created_at, updated_at) values ($1, 'patient', 'CANARY-PATIENT-name', 'canary-patient-name', 'CANARY-PATIENT-family', 'CANARY-PATIENT-city', 'test', now(), now())", [PATIENT_ID]);
  await owner.query("insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, source, recorded_at) values ($1, '2026-11-20T15:00Z', 'patient_services', 'phone', 'out', 'call', 'CANARY-PATIENT-headline', 'test', now())", [PATIENT_ID]);
}

/** What only comes about by work: a cascade with its mail, an import with a reject, a hand-over, a decision of a journey. */
async function seedWork(): Promise<void> {
  const [leopold, benjamin, stella] = [await signIn('market_access'), await signIn('marketing'), await signIn('steward')];
  const post = async (cookie: string, path: string, body: string, type = 'application/json') => {
    const answer = await fetch(`${tutti.address}/api${path}`, { method: 'POST', headers: { cookie, 'content-type': type }, body });
    assert.ok(answer.ok, `POST ${path}: ${answer.status} ${await answer.clone().text()}`);
  };
  await post(leopold, '/market-access/events', JSON.stringify({ payerId: 1001, productId: 1, planIds: [1101, 1102, 1103], status: 'covered', tier: 2, restrictions: [], effectiveFrom: '2026-12-01', source: 'letter' }));
  const [adam, michael] = [await signIn('administrator'), await signIn('field')];
  const { id: outside } = await one(`select c.customer_id as id from customers.customer c where c.kind = 'hcp' and c.status = 'active' and not exists (
    select from access.membership m join access.person p using (user_id) where m.customer_id = c.customer_id and p.email = 'michael.duarte@abc.example') order by 1 limit 1`);
  await post(michael, '/access/break-glass', JSON.stringify({ number: `C${outside}`, reason: 'complaint', words: 'a complaint', minutes: 240 }));
  await post(adam, '/lists/exports', '{}');
  await post(adam, '/access/teams', JSON.stringify({ name: 'New York', leadId: null, function: 'sales', market: 'US', memberIds: [], reason: 'set up' }));
  await post(adam, '/access/reviews', JSON.stringify({ name: 'Autumn', dueOn: '2026-12-01' }));
  const until = async (text: string) => {
    for (;;) {
      const { id } = await one(text);
      if (id) return id;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  };
  const cascade = await until("select cascade_id as id from orchestration.cascade where state = 'proposed'");
  await post(benjamin, `/orchestration/cascades/${cascade}/approve`, '{}');
  await until('select mailbox_id as id from channels.mailbox limit 1');
  await post(benjamin, `/orchestration/cascades/${cascade}/hold`, JSON.stringify({ reason: 'one mail that left is enough to look at' }));
  await post(stella, '/customers/imports?format=csv&fileName=leak.csv&mapping=' + encodeURIComponent('{"npi":"npi","family_name":"family_name"}'), 'npi,family_name\nnot-an-npi,Nobody\n', 'application/octet-stream');
  await post(stella, '/customers/files?fileName=waits.csv', 'npi,family_name\n1780042317,Nobody\n', 'application/octet-stream');
  await post(michael, '/customers/requests', JSON.stringify({ kind: 'correct', customerId: OSEI, note: 'It stands on her card', fields: { credential: 'MD, FACC' } }));
  const { id: asked } = await one('select max(request_id) as id from customers.request');
  await post(michael, `/customers/requests/${asked}/files?name=card.pdf`, '%PDF-1.7 a card', 'application/octet-stream');
  await owner.query(`insert into privacy.request (customer_id, kind, channel, received_at, due_at, recorded_by, recorded_at)
    select c.id, 'access', 'letter', now(), now() + interval '1 month', p.user_id, now() from access.person p, (values ($1::bigint), ($2)) as c(id) where p.email = 'stella.nunez@abc.example'`, [OSEI, PATIENT_ID]);
  await owner.query(`insert into work.hand_over (customer_id, kind, from_function, to_function, from_user_id, to_user_id, created_at)
    select $1, 'visit_request', 'medical', 'sales', f.user_id, t.user_id, now() from access.person f, access.person t where f.email = 'priyanka.raman@abc.example' and t.email = 'michael.duarte@abc.example'`, [OSEI]);
  await owner.query(`insert into orchestration.step_decision (customer_id, enrolment_id, step, journey_version_id, cascade_id, outcome, scores, refusals, features, propensity, version_ids, next_step, decided_at)
    select e.customer_id, e.enrolment_id, s.key, e.journey_version_id, e.cascade_id, 'refused', '{0}', '{no_consent}', '{0}', 1, '{null}', 'end', now()
      from orchestration.enrolment e join orchestration.journey j using (journey_version_id), jsonb_each(j.graph -> 'steps') s where s.value ->> 'kind' = 'decide' limit 1`);
}

async function signIn(role: Role): Promise<string> {
  const answer = await fetch(`${tutti.address}/api/sign-in/password`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${PEOPLE[role]}@abc.example`, password: DEMO_PASSWORD }) });
  assert.equal(answer.status, 200, `${role} signs in`);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

async function routes(): Promise<Route[]> {
  const document = await (await fetch(`${tutti.address}/api/openapi.json`)).json() as { paths: Record<string, Record<string, { parameters: Route['parameters'] }>> };
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { parameters }]) => ({ method: method.toUpperCase(), path, parameters })));
}

/** Ids of each kind that exist, some of them out of most roles' reach. */
async function pools(): Promise<Record<string, readonly (string | number)[]>> {
  const ids = async (text: string) => (await owner.query<{ id: number }>(text)).rows.map((row) => Number(row.id));
  const decided = (await owner.query<{ customer_id: string; journey_version_id: number; step: string }>('select customer_id, journey_version_id, step from orchestration.step_decision')).rows;
  return {
    journeyVersionId: decided.map((row) => row.journey_version_id), step: decided.map((row) => row.step), cascadeId: await ids('select cascade_id as id from orchestration.cascade'),
    mailboxId: await ids('select mailbox_id as id from channels.mailbox limit 2'), importId: await ids('select import_id as id from customers.import_run'), fileId: await ids('select file_id as id from customers.import_file'), userId: await ids("select user_id as id from access.person where email in ('michael.duarte@abc.example', 'priyanka.raman@abc.example')"),
    customerId: [...decided.map((row) => Number(row.customer_id)), OSEI, PATIENT_ID, 1001], payerId: [1001], planId: [1101], accountId: [1001], productId: [1],
    caseId: await ids('select case_id as id from work."case" order by case_id desc limit 3'), taskId: await ids('select task_id as id from work.task order by 1 limit 3'),
    requestId: await ids('(select request_id as id from privacy.request) union all (select request_id from customers.request)'), otherId: await ids("select max(customer_id) as id from customers.customer where kind = 'hcp'"), holdId: await ids('select hold_id as id from privacy.legal_hold'),
    inquiryId: await ids('select inquiry_id as id from medical.inquiry limit 2'), safetyId: await ids('select safety_id as id from safety.event limit 2'),
    versionId: await ids('select version_id as id from content.version order by 1 limit 2'), handOverId: await ids('select hand_over_id as id from work.hand_over limit 2'),
    list: ['/customers'], filters: ['{"search":"a"}'], exportId: await finishedExports(),
    q: ['CANARY', 'GLIDIM dosing'], search: ['CANARY', 'canary-patient', 'Osei'], function: ['sales', 'medical'],
  };
}

/** Exports of everything, once they are ready to be taken. */
async function finishedExports(): Promise<string[]> {
  const cookie = await signIn('administrator');
  for (;;) {
    const { rows } = JSON.parse((await ask(cookie, '/api/lists/exports')).body) as { rows: { exportId: string; state: string }[] };
    if (rows.length > 0 && rows.every(({ state }) => state === 'done')) return rows.map(({ exportId }) => exportId);
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }
}

function addresses(route: Route, pool: Record<string, readonly (string | number)[]>): string[] {
  const inPath = route.parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = route.parameters.filter((parameter) => parameter.in === 'query' && (parameter.required || ['search', 'customerId', 'productId', 'filters'].includes(parameter.name)));
  const values = (name: string) => pool[name]?.length ? pool[name] : [1];
  const most = Math.max(1, ...[...inPath, ...inQuery].map(({ name }) => values(name).length));
  return Array.from({ length: most }, (_, index) => {
    const pick = (name: string) => { const all = values(name); return encodeURIComponent(String(all[index % all.length])); };
    const path = inPath.reduce((text, { name }) => text.replace(`{${name}}`, pick(name)), route.path);
    const query = inQuery.map(({ name, schema }) => `${name}=${schema.enum?.[0] ?? pick(name)}`).join('&');
    return `${path}${query ? `?${query}` : ''}`;
  });
}

async function ask(cookie: string, path: string): Promise<{ status: number; body: string }> {
  const answer = await fetch(`${tutti.address}${path}`, { headers: { cookie }, redirect: 'manual' });
  return { status: answer.status, body: await answer.text() };
}

test('no role is ever sent a token that lies outside what it may see, by any route', async () => {
  const all = (await routes()).filter((route) => route.method === 'GET');
  const pool = await pools();
  const leaks: string[] = [];
  const faults: string[] = [];
  const answered = new Set<string>();
  let asked = 0;
  for (const role of Object.keys(PEOPLE) as Role[]) {
    const cookie = await signIn(role);
    const forbidden = Object.entries(MAY_SEE).filter(([, roles]) => !roles.includes(role)).map(([kind]) => `CANARY-${kind}-`);
    for (const route of all) {
      for (const path of addresses(route, pool)) {
        const { status, body } = await ask(cookie, path);
        asked += 1;
        if (status < 300) answered.add(route.path);
        if (status >= 500) faults.push(`${role} GET ${path}: ${body.slice(0, 200)}`);
        for (const [kind] of Object.entries(MAY_SEE).filter(([kind, roles]) => roles.includes(role) && body.includes(`CANARY-${kind}-`))) reached.add(`${role} ${kind}`);
        leaks.push(...forbidden.filter((token) => body.toLowerCase().includes(token.toLowerCase())).map((token) => `${role} GET ${path} betrays ${token}`));
      }
    }
  }
  assert.deepEqual(leaks, []);
  assert.deepEqual(faults, []);
  assert.ok(asked > 800, `${asked} requests are too few`);
  const silent = all.map((route) => route.path).filter((path) => !answered.has(path));
  assert.deepEqual(silent.filter((path) => !path.endsWith('/{token}')), [], 'a route that answers nobody is not looked at'); // tokens of mails are the recipient's alone
});

test('the tokens do reach those who may see them, so that their absence elsewhere means something', () => {
  assert.deepEqual(['MEDICAL', 'QUESTION', 'SAFETY'].flatMap((kind) => MAY_SEE[kind]!.filter((role) => !reached.has(`${role} ${kind}`)).map((role) => `${role} never meets ${kind}`)), []);
});

test('what one may not see reads like what does not exist', async () => {
  const strip = ({ status, body }: { status: number; body: string }) => `${status} ${body.replace(/"requestId":"[^"]*"/, '')}`;
  const differing: string[] = [];
  const known = (await routes()).filter((route) => route.method === 'GET' && route.path.includes('{customerId}'));
  for (const role of ['field', 'marketing', 'director', 'market_access', 'contact_centre', 'medical'] as const) {
    const cookie = await signIn(role);
    for (const route of known) {
      const [hidden, absent] = [PATIENT_ID, PATIENT_ID + 1].map((id) => addresses({ ...route, path: route.path.replace('{customerId}', String(id)), parameters: route.parameters.filter(({ name }) => name !== 'customerId') }, { productId: [1] })[0] as string);
      const [a, b] = [strip(await ask(cookie, hidden as string)), strip(await ask(cookie, absent as string)).replaceAll(String(PATIENT_ID + 1), String(PATIENT_ID))];
      if (a !== b) differing.push(`${role} ${route.path}: ${a.slice(0, 120)} | ${b.slice(0, 120)}`);
    }
  }
  assert.deepEqual(differing, []);
});

test('nobody without a session gets anything but what is public', async () => {
  const open: string[] = [];
  const pool = await pools();
  for (const route of (await routes()).filter(({ method }) => method === 'GET')) {
    const [path] = addresses(route, pool);
    const { status } = await ask('', path as string);
    if (status < 300) open.push(route.path);
  }
  assert.deepEqual(open.filter((path) => !/^\/api\/(session|sign-in\/ways$|audit\/keys$|channels\/(o|c|choice|unsubscribe))/.test(path)), []);
});

/** Every address that the app spells, with somebody or something in the place of its names. */
function pages(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../web/src/app/paths.ts'), 'utf8');
  const samples: Readonly<Record<string, string>> = { customerId: String(OSEI), payerId: '1001', journeyVersionId: '1', userId: '1' };
  return [...text.matchAll(/\bat\('([^']+)'\)/g)].map((match) => (match[1] ?? '').replace(/\$(\w+)/g, (_, name: string) => samples[name] ?? '1'));
}
/** What a role may not open is refused, and a preview's sandbox runs nothing. */
const EXPECTED = /^(Blocked script execution in|Failed to load resource: the server responded with a status of (403|404)|ProblemError: (Your role may not do this|There is nothing here))/;
const THOROUGH = process.env['TUTTI_THOROUGH'] === '1'; // oxlint-disable-line node/no-process-env -- how thorough a run is, is the caller's choice

test('no page of any role breaks the content policy, by script, style, frame or text that became HTML, nor says an error in the console', async (t) => {
  const all = pages().filter((path) => !/^\/(sign-in|welcome)/.test(path)); // those are for who is not signed in
  const faults: string[] = [];
  let opened = 0;
  const roles = Object.keys(PEOPLE) as Role[];
  await Promise.all(roles.map(async (role, place) => {
    const own = THOROUGH ? all : all.filter((_, at) => at % roles.length === place);
    await using page = await tutti.pageOf(`${PEOPLE[role]}@abc.example`);
    page.on('console', (message) => { if (message.type() === 'error' && !EXPECTED.test(message.text())) faults.push(`${role} ${new URL(page.url()).pathname}: ${message.text()}`); });
    page.on('pageerror', (error) => faults.push(`${role} ${new URL(page.url()).pathname}: ${error.message}`));
    for (const path of own) {
      await visit(page, path);
      opened += 1;
    }
    await page.close();
  }));
  t.diagnostic(`headers: ${opened} pages of ${all.length} addresses by ${roles.length} roles, ${faults.length} reports or errors`);
  assert.deepEqual(faults, []);
});

test('the page itself comes under a content policy that lets no inline script run and asks for trusted types', async () => {
  const { headers } = await fetch(`${tutti.address}/customers`, { headers: { accept: 'text/html' } });
  const rules = (headers.get('content-security-policy') ?? '').split(';');
  for (const rule of ["script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", 'trusted-types default']) assert.ok(rules.includes(rule), rule);
  await using page = await tutti.newPage();
  await page.goto('/sign-in');
  const refused = await page.locator('body').evaluate((body) => { try { (body as unknown as { innerHTML: string }).innerHTML = '<img src=x>'; return 'taken'; } catch (error) { return (error as Error).name; } });
  assert.equal(refused, 'TypeError');
});
