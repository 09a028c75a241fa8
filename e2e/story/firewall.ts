import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { MEDICAL_WORD } from './question.ts';
import type { Stage } from './stage.ts';

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: { readonly enum?: readonly string[] } };
type Document = { readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>> };
type Known = Readonly<Record<string, readonly (string | number)[]>>;

const AT_ONCE = 6;
const ENDLESS = /\/live/; // streams

/** Every id of the story that a path may want. */
async function listKnown(stage: Stage): Promise<Known> {
  const ids = await stage.one<Record<string, number[]>>(`
    with people as (select customer_id from customers.customer where name in ('Owen Blake', 'Amara Osei', 'Priya Nair', 'Lakeside Heart', 'Empire Health'))
    select (select array_agg(customer_id::integer) from people) as "customerId",
           (select array_agg(case_id::integer) from work."case" where customer_id in (select customer_id from people)) as "caseId",
           (select array_agg(task_id::integer) from work.task where customer_id in (select customer_id from people)) as "taskId",
           (select array_agg(hand_over_id::integer) from work.hand_over) as "handOverId",
           (select array_agg(inquiry_id::integer) from medical.inquiry where customer_id in (select customer_id from people)) as "inquiryId",
           (select array_agg(cascade_id::integer) from orchestration.cascade) as "cascadeId",
           (select array_agg(customer_id::integer) from customers.customer where name = 'Empire Health') as "payerId"`);
  return { ...ids, productId: [1], mailboxId: [1], versionId: [1], q: ['GLIDIM'] };
}

/** The addresses of one path: each id that it names in turn, and filled in what it cannot do without. */
function addressesOf(path: string, parameters: readonly Parameter[], known: Known): string[] {
  const wanted = parameters.filter(({ name, in: place, required }) => place === 'path' || required || name === 'customerId');
  let addresses: readonly string[] = [path];
  for (const { name, in: place, schema } of wanted) {
    const values = known[name] ?? schema.enum ?? [1];
    addresses = addresses.flatMap((address) => values.map((value) => (place === 'path' ? address.replace(`{${name}}`, String(value)) : `${address}${address.includes('?') ? '&' : '?'}${name}=${value}`)));
  }
  return [...addresses];
}

/** Everything that somebody can fetch, each address with whether the medical word is in it. */
async function crawl(page: Page, known: Known): Promise<{ answered: number; leaks: string[] }> {
  const document = await (await page.request.get('/api/openapi.json')).json() as Document;
  const addresses = Object.entries(document.paths).filter(([path, { get }]) => get && !ENDLESS.test(path)).flatMap(([path, { get }]) => addressesOf(path, get?.parameters ?? [], known));
  const found = { answered: 0, leaks: [] as string[] };
  const next = addresses.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const address of next) { // a handful at once, as a browser would
      const answer = await page.request.get(address, { timeout: 0 });
      if (answer.ok()) found.answered += 1;
      if ((await answer.text()).includes(MEDICAL_WORD)) found.leaks.push(address);
    }
  }));
  return found;
}

/** What Priyanka said stays with medical affairs: no commercial colleague can fetch it at any address. */
export async function checkFirewall(stage: Stage): Promise<void> {
  const known = await listKnown(stage);
  const own = await crawl(await stage.as('Priyanka'), known);
  assert.ok(own.leaks.length > 0, 'Priyanka herself does not find what she wrote, so that the search proves nothing');
  for (const name of ['Michael', 'Benjamin', 'Peter', 'Leopold', 'Elizabeth']) { // one after the other: it is the same machine
    const { answered, leaks } = await crawl(await stage.as(name), known);
    assert.ok(answered >= 25, `${name} was answered ${answered} times only`);
    assert.deepEqual(leaks, [], `${name} can fetch what stays medical`);
  }
}
