import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { ROOT } from '#platform/config';

// Public sets with truth (../shared/data/linkage), and a rule for each, joined at a chance of one half, whatever the set: no limit was chosen on anybody's
// truth. The blocks were widened while looking at how many true pairs they find.

type Row = Readonly<Record<string, string>>;
export type LabelledSet = { readonly name: string; readonly rule: string; readonly derived: string; readonly file: string; readonly truthOf: (row: Row) => string };

const FEBRL = `
match: febrl
name: FEBRL
join: 0.5
block: [soc_sec_id, [date_of_birth, surname.3], [date_of_birth, given_name.3], [given_name, surname], [surname.sound, postcode], [given_name.sound, postcode],
  [address_1, street_number], [suburb, surname.sound], [date_of_birth, postcode], [suburb, given_name.sound]]
compare:
  given_name: { as: name, rarity: 0.6, swapped_with: surname }
  surname: { as: name, rarity: 0.6, swapped_with: given_name }
  street_number: place
  address_1: { as: text, swapped_with: address_2 }
  address_2: { as: text, swapped_with: address_1 }
  suburb: { as: text, rarity: 0.6 }
  postcode: place
  state: code
  date_of_birth: date
  soc_sec_id: identifier
`;

const FAKE = `
match: fake
name: Splink's fake_1000
join: 0.5
block: [email, [first_name, surname], surname, [first_name, dob.year], [surname, city], [dob, city], dob, [first_name, city], mailbox, [first_name.3, surname.sound],
  [surname.3, first_name.sound], [domain, first_name.1], [domain, dob.year], [mailbox.5, dob.year], first_name]
compare:
  first_name: { as: name, rarity: 0.6, swapped_with: surname }
  surname: { as: name, rarity: 0.6, swapped_with: first_name }
  dob: date
  city: { as: name, rarity: 0.6 }
  email: text
`;

const HISTORICAL = `
match: historical
name: Splink's historical figures
join: 0.5
block: [[dob, postcode_fake], full_name, [surname, dob], [first_name, dob], [first_name.sound, surname.sound, birth_place], [postcode_fake, surname.3], [dob, birth_place],
  [postcode_fake, first_name.3], [dob, occupation], [surname, birth_place], [first_name.3, surname.sound, dob.year], [first_name, surname], [postcode_fake, occupation, dob.year],
  [surname, first_name.1, dob.year], [surname, occupation, dob.3], [rest, birth_place], [first_name.4, surname.4], [postcode_fake, birth_place], [surname.5, postcode_fake.3]]
compare:
  first_name: { as: name, rarity: 0.6, swapped_with: surname }
  surname: { as: name, rarity: 0.6, swapped_with: first_name }
  middle: text
  dob: date
  birth_place: { as: text, rarity: 0.6 }
  postcode_fake: { as: place, rarity: 0.6 }
  occupation: { as: code, rarity: 0.6 }
  gender: code
`;

const febrl = (name: string, file: string): LabelledSet => ({ name, rule: FEBRL, derived: '*', file, truthOf: (row) => row['rec_id']?.split('-')[1] ?? '' });

export const SETS: readonly LabelledSet[] = [
  febrl('febrl1', 'febrl/dataset1.csv'), febrl('febrl2', 'febrl/dataset2.csv.gz'), febrl('febrl3', 'febrl/dataset3.csv.gz'),
  { name: 'fake_1000', rule: FAKE, derived: "*, split_part(email, '@', 1) as mailbox, split_part(email, '@', 2) as domain", file: 'splink/fake_1000.csv', truthOf: (row) => row['cluster'] ?? '' },
  {
    name: 'historical', rule: HISTORICAL, file: 'splink/historical_figures_50k_half.csv.gz', truthOf: (row) => row['cluster'] ?? '',
    derived: `*, case when full_name like first_name || ' % ' || surname then btrim(substr(full_name, length(first_name) + 1, length(full_name) - length(first_name) - length(surname))) end as middle,
              case when position(' ' in full_name) > 0 then substr(full_name, position(' ' in full_name) + 1) end as rest`,
  },
];

const FOLDER = join(ROOT, '..', 'shared', 'data', 'linkage');
export const areHere = (): boolean => existsSync(FOLDER);

export function readSet({ file }: LabelledSet): Row[] {
  const bytes = readFileSync(join(FOLDER, file));
  return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, trim: true });
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

export type Quality = { readonly precision: number; readonly recall: number; readonly f1: number; /** Clusters that hold more than one party. */ readonly overMerged: number };

/** Pairwise precision and recall of clusters, where `truth` names the party of each record. */
export function qualityOf(clusters: readonly (readonly number[])[], truth: ReadonlyMap<number, string | number>): Quality {
  const sizes = new Map<string | number, number>();
  for (const party of truth.values()) sizes.set(party, (sizes.get(party) ?? 0) + 1);
  let [predicted, right, overMerged] = [0, 0, 0];
  for (const members of clusters) {
    const parties = new Map<string | number, number>();
    for (const member of members) parties.set(truth.get(member) ?? '', (parties.get(truth.get(member) ?? '') ?? 0) + 1);
    predicted += pairsOf(members.length);
    for (const count of parties.values()) right += pairsOf(count);
    if (parties.size > 1) overMerged += 1;
  }
  const all = [...sizes.values()].reduce((sum, count) => sum + pairsOf(count), 0);
  const [precision, recall] = [right / Math.max(1, predicted), right / Math.max(1, all)];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall), overMerged };
}
