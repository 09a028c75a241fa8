import assert from 'node:assert/strict';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { formatsWith, runImport, type ImportResult } from '#customers';
import { importers as marketAccessImporters } from '#market-access';
import { ROOT } from '#platform/config';
import { sql, type Actor } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { importers as productsImporters } from '#products';

// The real files lie beside the repository, not in it: they name real persons.
const DATA = join(ROOT, '..', 'shared', 'data');
const skip = existsSync(DATA) ? false : `SKIPPED: the public data files are not at ${DATA}`;
const formats = formatsWith([...productsImporters, ...marketAccessImporters]);

function headerOf(file: string): string[] {
  const bytes = readFileSync(join(DATA, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
  if (file.endsWith('.json')) return Object.keys((JSON.parse(text) as object[])[0] ?? {});
  return (text.split(/\r?\n/, 1)[0] ?? '').split(/[\t|,]/).map((name) => name.replaceAll('"', ''));
}

/** Which format the file looks like: one, and no second. */
function recognised(file: string): string {
  const found = [...formats.sources, ...formats.importers].filter((one) => one.recognises({ header: headerOf(file), fileName: basename(file) })).map((one) => one.format);
  assert.equal(found.length, 1, `${file} is recognised: ${found.join(', ')}`);
  return found[0] as string;
}

/** Loads a file twice: four counts that add up, and nothing the second time. */
async function loadTwice(db: TestDatabase, actor: Actor, file: string): Promise<ImportResult & { format: string }> {
  const format = recognised(file);
  const load = () => runImport(db, actor, { format, fileName: basename(file), body: createReadStream(join(DATA, file)), formats });
  const first = await load();
  assert.equal(first.loaded + first.unchanged + first.changed + first.rejected, first.total, file);
  assert.ok(first.loaded > 0, `${file} loads something`);
  const again = await load();
  assert.deepEqual([again.total, again.loaded, again.changed, again.rejected], [first.total, 0, 0, first.rejected], `${file} a second time`);
  return { ...first, format };
}

test('lists of drugs, codes and classes load whole and are searched', { skip }, async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const files = [
    'drug/ndc/unfinished_product_excerpt.txt.gz', 'drug/ndc/unfinished_package_excerpt.txt.gz', 'drug/ndc/product_format_sample.txt', 'drug/ndc/package_format_sample.txt',
    'drug/icd10cm_2019_categories.csv', 'drug/partd_2023_drugs_top500.csv', 'drug/partd_2023_drug_classes.csv', 'drug/atc_level1_2_from_pbs.csv', 'hcp/partd_state_year_totals.csv',
  ];
  const loaded: Record<string, string> = {};
  for (const file of files) loaded[basename(file)] = (await loadTwice(db, steward, file)).format; // each in its turn, as people load them
  assert.deepEqual(Object.values(loaded), ['ndc_product', 'ndc_package', 'ndc_product', 'ndc_package', 'icd10cm_category', 'partd_drug', 'partd_drug_class', 'atc', 'partd_state_year']);
  const drugs = await db.owner.one<{ found: number }>(sql`select count(*) as found from products.reference where dataset = 'partd_drug' and search like '% semagl%'`);
  assert.equal(drugs.found, 1);
  for (const [file, format] of [['drug/drugsatfda/TE.txt.gz', 'fda_equivalence'], ['drug/drugsatfda/Applications.txt.gz', 'fda_application'], ['drug/drugsatfda/Products.txt.gz', 'fda_product'], ['drug/drugsatfda/MarketingStatus.txt.gz', 'fda_status'], ['drug/icd10cm_2019_codes.csv.gz', 'icd10cm'], ['drug/drugsatfda/Submissions_ORIG_only.txt.gz', 'fda_submission']]) assert.equal(recognised(file as string), format);
});

test('specialties, simplified NPPES and payments without a number load; who has no NPI stays apart', { skip }, async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await loadTwice(db, steward, 'hcp/nppes_simplified_with_county.csv');
  await loadTwice(db, steward, 'hcp/open_payments_2013_2016_sf_by_physician.csv');
  await loadTwice(db, steward, 'hcp/nucc_taxonomy_v15_0_2015.csv.gz');
  const sums = await db.owner.one<{ taxonomy: boolean; payments: number; payees: number; joined: number }>(sql`
    select (select count(*) from customers.taxonomy) > 800 as taxonomy, (select count(*) from customers.measure where name = 'payments_usd' and period = '2013-2016') as payments,
           (select count(*) from customers.customer c join customers.identifier i using (customer_id) where i.system = 'open_payments') as payees,
           (select count(*) from customers.identifier a join customers.identifier b using (customer_id) where a.system = 'open_payments' and b.system = 'npi') as joined`);
  assert.ok(sums.taxonomy && sums.payments > 200 && sums.payees > 200);
  assert.equal(sums.joined, 0);
});

test('plans, their directories and their formularies load, and a provider is in the network of the plan that names her', { skip }, async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  for (const file of ['plans.json', 'providers.json', 'drugs-1.json']) await loadTwice(db, steward, `payer/qhp_mrf/${file}`); // plans first: the directory names them
  for (const file of ['plan_information_20260531.txt', 'basic_drugs_formulary_file_20260531.txt']) await loadTwice(db, steward, `payer/partd_puf_format/${file}`);
  const sums = await db.owner.one<{ plans: number; edges: number; listings: number }>(sql`
    select (select count(*) from customers.customer where kind = 'plan') as plans, (select count(*) from customers.affiliation where role = 'in_network' and source = 'qhp_providers') as edges,
           (select count(*) from market_access.listing) as listings`);
  assert.ok(sums.plans > 2 && sums.edges > 0 && sums.listings > 4, JSON.stringify(sums));
});
