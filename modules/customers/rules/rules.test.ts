import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { credentialOf, displayName, searchable, sortNameOf, splitName } from './names.ts';
import { isNpi, npiOf } from './npi.ts';
import { ccnOf, phoneOf, postalCodeOf, searchTermsOf } from './numbers.ts';
import { timeZoneOf } from './time-zone.ts';

test('an NPI with one digit changed is no NPI', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (serial, place, by) => {
    const npi = npiOf(serial);
    const wrong = npi.slice(0, place) + String((Number(npi[place]) + by) % 10) + npi.slice(place + 1);
    return isNpi(npi) && !isNpi(wrong);
  }));
});

test('what a spreadsheet did to a number is undone', () => {
  const cases = [['40112681.0', '04011-2681'], ['688482168', '68848-2168'], ['603', '00603'], ['10001-0001', '10001-0001'], ['K1A 0B1', 'K1A 0B1']];
  for (const [given = '', right] of cases) assert.equal(postalCodeOf(given), right);
  assert.deepEqual(['3088652512.0', '(334) 793-8701', '1-212-555-0100', '+44 20 7946 0000', '12345'].map(phoneOf), ['+13088652512', '+13347938701', '+12125550100', '+442079460000', '']);
  assert.deepEqual(['10001.0', '01001F'].map(ccnOf), ['010001', '01001F']);
});

test('names in capitals are written as people write them, and others are left alone', () => {
  const cases = [['CUMBERLAND COUNTY HOSPITAL SYSTEM, INC', 'Cumberland County Hospital System, Inc'], ["ST. JOHN'S HOSPITAL AND CLINIC", "St. John's Hospital and Clinic"], ["O'BRIEN-SMITH", "O'Brien-Smith"], ['MCDONALD', 'McDonald'], ['van der Berg', 'van der Berg']];
  for (const [given = '', right] of cases) assert.equal(displayName(given), right);
  assert.deepEqual(splitName('James Low, Jr'), { given: 'James', family: 'Low', suffix: 'Jr' });
  assert.deepEqual(splitName('Maria de la Cruz'), { given: 'Maria', family: 'de la Cruz', suffix: '' });
  assert.equal(sortNameOf({ given: 'José', family: "O'Neill", name: '' }), 'oneill jose');
  assert.deepEqual(['M.D.', 'M.D., F.A.C.P.', 'd.o.'].map(credentialOf), ['MD', 'MD, FACP', 'DO']);
});

test('states on two clocks are told apart by ZIP', () => {
  assert.deepEqual([timeZoneOf('NY'), timeZoneOf('FL', '32501'), timeZoneOf('FL', '33101'), timeZoneOf('TX', '79901'), timeZoneOf('XX')], ['America/New_York', 'America/Chicago', 'America/New_York', 'America/Denver', null]);
});

test('a search text of signs alone finds nobody, and none at all finds everybody', () => {
  assert.deepEqual(['💊', '%', '—', '', '  '].map((text) => searchTermsOf(text, searchable).kind), ['nobody', 'nobody', 'nobody', 'none', 'none']);
});
