import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueFaults, type Catalogue } from '../server/personal-data/index.ts';

const catalogue: Catalogue = {
  'thing.person': { of: 'customer', purpose: 'p', basis: 'b', retention: 'r', erase: 'delete', personal: { name: 'identity' }, staff: 'made_by', plain: 'customer_id' },
};

test('a column that nobody classified fails the build, and so does one that is gone or stands twice', () => {
  assert.deepEqual(catalogueFaults(catalogue, { 'thing.person': ['customer_id', 'name', 'made_by'] }), []);
  assert.match(catalogueFaults(catalogue, { 'thing.person': ['customer_id', 'name', 'made_by', 'birthday'] })[0] ?? '', /thing\.person\.birthday is not classified/);
  assert.match(catalogueFaults(catalogue, { 'thing.person': ['customer_id', 'made_by'] })[0] ?? '', /name does not exist any more/);
  assert.match(catalogueFaults(catalogue, { 'thing.person': ['customer_id', 'name', 'made_by'], 'thing.new': ['id'] })[0] ?? '', /thing\.new is not classified/);
  assert.match(catalogueFaults({ ...catalogue, 'thing.person': { ...catalogue['thing.person'] as Catalogue[string], plain: 'customer_id name' } }, { 'thing.person': ['customer_id', 'name', 'made_by'] })[0] ?? '', /stands twice/);
});

test('what is kept says by which law', () => {
  const kept: Catalogue = { 'thing.person': { ...catalogue['thing.person'] as Catalogue[string], erase: 'keep' } };
  assert.match(catalogueFaults(kept, { 'thing.person': ['customer_id', 'name', 'made_by'] })[0] ?? '', /without saying by which law/);
});
