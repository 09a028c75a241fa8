/** What the desk shows of one record. */
export type DeskRecord = {
  readonly customerId: number; readonly kind: string; readonly name: string; readonly givenName: string | null; readonly familyName: string | null; readonly credential: string | null;
  readonly status: string; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null; readonly postalCode: string | null; readonly decile: number | null;
  readonly licenceValidUntil: string | null; readonly npis: readonly string[]; readonly identifiers: readonly string[]; readonly addresses: readonly string[]; readonly emails: readonly string[];
  readonly phones: readonly string[]; readonly organisations: readonly string[]; readonly sources: readonly string[]; readonly updatedAt: string;
};
type Compared = { readonly field: string; readonly left: string; readonly right: string; readonly same: boolean };

const listed = (values: readonly string[]): string => values.join('; '); // an address has commas of its own
const FIELDS: readonly (readonly [string, (record: DeskRecord) => string])[] = [
  ['name', ({ name }) => name], ['givenName', ({ givenName }) => givenName ?? ''], ['familyName', ({ familyName }) => familyName ?? ''], ['credential', ({ credential }) => credential ?? ''],
  ['status', ({ status }) => status], ['npi', ({ npis }) => listed(npis)], ['identifiers', ({ identifiers }) => listed(identifiers)], ['specialty', ({ specialtyName }) => specialtyName ?? ''],
  ['city', ({ city }) => city ?? ''], ['state', ({ state }) => state ?? ''], ['postalCode', ({ postalCode }) => postalCode ?? ''], ['addresses', ({ addresses }) => listed(addresses)],
  ['emails', ({ emails }) => listed(emails)], ['phones', ({ phones }) => listed(phones)], ['organisations', ({ organisations }) => listed(organisations)],
  ['decile', ({ decile }) => (decile === null ? '' : String(decile))], ['licenceValidUntil', ({ licenceValidUntil }) => licenceValidUntil ?? ''], ['sources', ({ sources }) => listed(sources)],
];
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** Two records field by field; what both leave empty is left out. Case, accents and blanks make no difference. */
export const compareRecords = (left: DeskRecord, right: DeskRecord): Compared[] => FIELDS.flatMap(([field, read]) => {
  const [a, b] = [read(left), read(right)];
  return a || b ? [{ field, left: a, right: b, same: plain(a) === plain(b) }] : [];
});
