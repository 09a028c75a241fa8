import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor, Role } from '#platform/db';
import { mayAsk, type Route } from '#platform/http';
import { policy } from '../policy.ts';
import { pick, seeded } from './random-world.ts';
import { absentLike, isWrite, nameOf, namesIn, openSight, ownersIn, placeOf, sampleInput, schemaOf, toRequest, type Input } from './requests.ts';
import { openChanger } from './change-unseen.ts';
import { isToldAway, openLeakWorld, type Answer, type Asked, type LeakWorld, type Somebody } from './world.ts';

// What is there and out of somebody's sight is answered as what is not there at all.

const THOROUGH = process.env['TUTTI_THOROUGH'] === '1'; // eslint-disable-line -- how thorough a run is, is the caller's choice
const SEED = Number(process.env['TUTTI_SEED'] ?? 20_261_123); // eslint-disable-line -- the same
const REQUESTS = Number(process.env['TUTTI_REQUESTS'] ?? (THOROUGH ? 100_000 : 400)); // eslint-disable-line -- the same
const PAIRS = Number(process.env['TUTTI_PAIRS'] ?? (THOROUGH ? 5_000 : 30)); // eslint-disable-line -- the same

let world: LeakWorld;
before(async () => { world = await openLeakWorld({ seed: SEED }); });
after(() => world[Symbol.asyncDispose]());

const actorOf = ({ userId, role }: Somebody): Actor => ({ kind: 'person', role, userId });
const MALFORMED = ['0', '-1', '9223372036854775808', '1e400', '%00', 'NaN', '1.5', '0x1f', "1'--", '٣', '%F0%9F%92%8A', '1%2F2', ' '];

/** Who answers for what people ask of their own data, and for legal holds, does so for patients too, and reads nothing else of theirs by it. */
const BY_RIGHT: Readonly<Record<string, readonly Role[]>> = { 'POST /privacy/requests': ['administrator'], 'GET /privacy/holds': ['administrator'], 'POST /privacy/holds': ['administrator'] };

/** What one asked oneself or has to do oneself stays one's own, also once the customer is out of sight: without her name. */
const ONES_OWN = ['GET /customers/requests', 'GET /work/tasks'];
const namesNobody = ({ status, body }: Answer): boolean => status === 200 && (JSON.parse(body) as { rows: readonly { customerName: string | null }[] }).rows.every(({ customerName }) => !customerName);
const isByRight = (route: string, { role }: Somebody, answer: Answer): boolean => (BY_RIGHT[route] ?? []).includes(role) || (ONES_OWN.includes(route) && namesNobody(answer));

const MEDIAN = /"expected":\{[^}]*\}/; // who asks for a change is told how long the last ones took, whosever they were

/** An answer without what differs from request to request, and without the number that was asked for; a tag is of the bytes, and so of that number. */
function plain({ status, body: whole, headers }: Answer, id: number | null): string {
  const body = whole.replace(MEDIAN, '');
  const { date: _, etag, 'content-length': length, ...rest } = headers;
  const kept = id === null && body === whole ? { ...rest, etag } : rest;
  const unnamed = (text: string) => {
    const said = text.replace(/"requestId":"T-[^"]*"/, '');
    return id === null ? said : said.replace(new RegExp(`(?<![-\\d.T]|\\d:)${id}(?![-\\d.:T])`, 'g'), '#');
  };
  if (status < 300 && body.length < 2_000) return `${status} ${unnamed(JSON.stringify(kept))} ${unnamed(body).replace(/\b1\d{3,4}\b/g, 'N')}`; // a number that was just given
  return `${status} ${body === whole ? String(length) : ''} ${unnamed(JSON.stringify(kept))} ${unnamed(body)}`;
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `${a.slice(Math.max(0, at - 60), at + 80)} | ${b.slice(Math.max(0, at - 60), at + 80)}`;
}

/** The names in an input that stand for rows. */
const numbered = (route: Route): string[] => Object.keys(schemaOf(route).properties ?? {}).filter((name) => /Id$|^of$/.test(name));

test('of every route, for every role: what is hidden is answered like what does not exist, byte for byte, and an odd number is no fault', async (t) => {
  const random = seeded(SEED);
  const owners = await ownersIn(world.db.owner);
  const sight = openSight(world.db);
  const may = mayAsk(policy);
  const cases = world.routes.filter(({ path }) => !path.startsWith('/audit/')).flatMap((route) => // the trail is read whole by who may, and grows by being asked
    numbered(route).map((name) => ({ route, name, place: placeOf(route, name, owners) })));
  const differing = new Map<string, string>();
  const faults = new Map<string, string>();
  const counts = { asked: 0, pairs: 0, compared: 0, own: 0, malformed: 0 };
  const ask = async (who: Somebody, route: Route, input: Input) => {
    counts.asked += 1;
    const answer = await world.ask(who, toRequest(route, input));
    if (answer.status >= 500 && !isToldAway(answer.body)) faults.set(`${nameOf(route)} ${answer.status}`, `${who.role} ${JSON.stringify(toRequest(route, input)).slice(0, 300)} BECAUSE ${world.causeOf(answer)}`);
    return answer;
  };
  while (counts.asked < REQUESTS) {
    const { route, name, place } = pick(random, cases);
    const asking = world.people.filter(({ role }) => may(role, route.permission));
    const who = random() < 0.1 || asking.length === 0 ? pick(random, world.people) : pick(random, asking);
    const input: Record<string, unknown> = { ...sampleInput(route, random) };
    for (const other of [...numbered(route), ...namesIn(route.path)]) { // whatever else is named is hers
      const whose = placeOf(route, other, owners);
      const { seen } = whose ? await sight(actorOf(who), whose) : { seen: [] };
      if (seen.length && (other in input || namesIn(route.path).includes(other))) input[other] = pick(random, seen);
    }
    const { seen, hidden } = place ? await sight(actorOf(who), place) : { seen: [], hidden: [] };
    if (hidden.length > 0) {
      const there = pick(random, hidden);
      const absent = absentLike(there, random);
      const [hiddens, nobodys] = [await ask(who, route, { ...input, [name]: there }), await ask(who, route, { ...input, [name]: absent })];
      // Where the bytes are the same, so is all else; where they are not, the numbers that were asked for are what differs.
      const [a, b] = hiddens.body === nobodys.body ? [plain(hiddens, null), plain(nobodys, null)] : [plain(hiddens, there), plain(nobodys, absent)];
      counts.pairs += 1;
      if (!a.startsWith('403') && !a.startsWith('400')) counts.compared += 1;
      if (a !== b && !isByRight(nameOf(route), who, hiddens)) differing.set(`${nameOf(route)} ${name} ${a.slice(0, 3)}/${b.slice(0, 3)}`, `${who.role} ${JSON.stringify({ ...input, [name]: there })}, not ${absent}: ${firstDifference(a, b)}`);
    }
    if (seen.length > 0 && !isWrite(route)) { counts.own += 1; await ask(who, route, { ...input, [name]: pick(random, seen) }); }
    if (hidden.length === 0 && random() < 0.7) continue;
    counts.malformed += 1;
    await ask(who, route, { ...input, [name]: pick(random, MALFORMED) });
  }
  t.diagnostic(`A4: ${JSON.stringify(counts)}, of ${cases.length} names in ${world.routes.length} routes`);
  assert.deepEqual(Object.fromEntries(differing), {});
  assert.deepEqual(Object.fromEntries(faults), {});
});

const UNSTEADY = /^\/(audit|lists\/exports|account|sign-in|access\/policy)/; // what tells of the asking itself, or of no record at all
/** Who merges two records, or erases one, is told how many rows hang on it, table by table, since she answers for them; never what they say. */
const COUNTED = /^\/(customers\/pairs\/:customerId|privacy\/requests\/:requestId\/preview)/;
const SEARCHED = ['search', 'q', 'customerId', 'productId', 'query', 'limit', 'cursor', 'name', 'text'];

test('of two worlds that differ in what somebody does not see, she is answered the same: lists, counts, order, cursors, tags and suggestions', async (t) => {
  const random = seeded(SEED + 1);
  const owners = await ownersIn(world.db.owner);
  const may = mayAsk(policy);
  const { change } = await openChanger(world.db.owner, { tables: Object.keys(policy.tables), people: world.people.map(({ userId }) => userId), random });
  const reads = world.routes.filter((route) => !isWrite(route) && !UNSTEADY.test(route.path) && !COUNTED.test(route.path) && route.permission !== 'public');
  const differing = new Map<string, string>();
  const counts = { pairs: 0, answers: 0, answered: 0 };
  const changed = new Map<string, number>();
  while (counts.pairs < PAIRS) {
    const who = pick(random, world.people);
    const sight = openSight(world.db);
    const open = reads.filter((route) => may(who.role, route.permission));
    const requests: { readonly route: Route; readonly request: Asked }[] = [];
    for (let n = 0; n < 6; n += 1) {
      const route = pick(random, open);
      const input: Record<string, unknown> = Object.fromEntries(Object.entries(sampleInput(route, random)).filter(([name]) => namesIn(route.path).includes(name) || schemaOf(route).required?.includes(name) || SEARCHED.includes(name)));
      delete input['cursor'];
      if ('limit' in (schemaOf(route).properties ?? {})) input['limit'] = pick(random, [2, 5, 50]);
      if ('search' in input || 'q' in input) input['search' in input ? 'search' : 'q'] = pick(random, ['Osei', 'Bra', 'GLIDIM', 'albany', 'mo', 'Empire Nguyen']);
      for (const name of [...numbered(route), ...namesIn(route.path)]) {
        const place = placeOf(route, name, owners);
        const { seen } = place ? await sight(actorOf(who), place) : { seen: [] };
        if (seen.length && name in input) input[name] = pick(random, seen);
      }
      requests.push({ route, request: toRequest(route, input) });
    }
    const ask = () => Promise.all(requests.map(async ({ request }) => plain(await world.ask(who, request), null)));
    const first = await ask();
    counts.answered += first.filter((answer) => answer.startsWith('200')).length;
    for (let n = 0; n < 5; n += 1) {
      const what = [await change(who), await change(who), await change(who)].filter((one) => one !== null);
      if (what.length === 0) break; // she sees everything
      for (const one of what) changed.set(one, (changed.get(one) ?? 0) + 1);
      counts.pairs += 1;
      const second = await ask();
      counts.answers += second.length;
      second.forEach((answer, i) => {
        const { route, request } = requests[i]!;
        if (answer !== first[i] && differing.size < 60) differing.set(`${nameOf(route)} ${who.role}`, `${JSON.stringify(request)} after ${what.join(', ')}: ${firstDifference(first[i]!, answer)}`);
        first[i] = answer;
      });
    }
  }
  t.diagnostic(`A5: ${JSON.stringify(counts)}, ${changed.size} kinds of unseen change`);
  assert.deepEqual(Object.fromEntries(differing), {});
});
