import { z } from 'zod';
import { isDateForm, isZone } from './dates.ts';

/** What a column of somebody's file may be mapped to. */
export const FIELDS = [
  'id', 'npi', 'ccn', 'kind', 'name', 'given_name', 'family_name', 'credential', 'specialty', 'specialty_name', 'line1', 'line2', 'city', 'state', 'postal_code', 'county',
  'country', 'phone', 'mobile', 'fax', 'email', 'language', 'decile', 'licence', 'licence_state', 'licence_valid_until',
] as const;
export type Field = (typeof FIELDS)[number];
/** What one party may have several of: each line of the mapping adds one. */
export const SEVERAL: ReadonlySet<string> = new Set(['phone', 'mobile', 'fax', 'email', 'specialty']);
export const KINDS = ['hcp', 'hco', 'idn', 'payer', 'plan', 'pharmacy', 'contact'] as const;
export const STATES = 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA VI WA WV WI WY GU'.split(' ');
/** The words that a field is limited to; a value map leads to them. */
const VOCABULARY: Readonly<Record<string, readonly string[]>> = { kind: KINDS, state: STATES, licence_state: STATES, decile: Array.from({ length: 10 }, (_, place) => String(place + 1)) };
/** What a column may become, for whoever makes a mapping. */
export const TARGETS = FIELDS.map((field) => ({ field, several: SEVERAL.has(field), vocabulary: VOCABULARY[field] ?? [] }));
const MEASURE = /^measure:[a-z][a-z0-9_]{1,39}$/;

/** The sources with a format of their own: no mapping may speak in their name. */
const RESERVED = ['steward', 'nppes', 'partd', 'hospitals', 'nppes_simplified', 'open_payments', 'qhp', 'seed', 'demo', 'merge'];

const text = z.string().max(200);
const zone = z.string().max(60).refine(isZone, 'A zone is named such as America/New_York');
const part = z.number().int().min(-10).max(10).refine((place) => place !== 0, 'Parts count from 1, or from -1 at the end');
export const step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('upper') }),
  z.strictObject({ do: z.literal('lower') }),
  z.strictObject({ do: z.literal('digits') }),
  z.strictObject({ do: z.literal('date'), format: z.string().max(120).refine(isDateForm, 'A date is written with DD, MM and YYYY, such as DD.MM.YYYY; several forms are parted by |'), zone: zone.optional(), in: zone.optional() }),
  z.strictObject({ do: z.literal('split'), by: z.string().min(1).max(5), part, to: part.optional() }),
  z.strictObject({ do: z.literal('replace'), find: z.string().min(1, 'Say what is replaced').max(100), with: z.string().max(100) }),
  z.strictObject({ do: z.literal('pad'), length: z.number().int().min(1).max(20) }),
  z.strictObject({ do: z.literal('constant'), value: text }),
  z.strictObject({ do: z.literal('default'), value: text }),
  z.strictObject({ do: z.literal('lookup'), values: z.record(text, text), otherwise: z.enum(['keep', 'empty', 'reject']).default('reject') }),
  z.strictObject({ do: z.literal('kind') }),
]);
export type Step = z.output<typeof step>;

const field = z.string().refine((name) => (FIELDS as readonly string[]).includes(name) || MEASURE.test(name), { error: `is one of ${FIELDS.join(', ')}, or measure:name` });
/** Lines that fit one of these are left out. */
const skip = z.strictObject({ column: text, when: z.enum(['is', 'is_not', 'empty', 'filled']), values: z.array(text).max(200).default([]) });
export type Skip = z.output<typeof skip>;
export const mappingDefinition = z.strictObject({
  source: z.string().regex(/^[a-z][a-z0-9_-]{1,30}$/, 'A source is a short word in small letters').refine((name) => !RESERVED.includes(name), 'This source has a format of its own').default('csv'),
  period: z.string().max(20).default('current'),
  options: z.strictObject({ separator: z.enum([',', '\t', ';', '|']).optional(), encoding: z.enum(['utf-8', 'windows-1252']).optional(), sheet: text.optional() }).default({}),
  /** Words by which the file says that it has nothing, in any case. */
  nothing: z.array(z.string().min(1).max(60)).max(50).optional(),
  skip: z.array(skip).max(10).optional(),
  fields: z.array(z.strictObject({
    field,
    from: z.array(text).max(5),
    /** Several columns are joined, by a space unless it is said otherwise; or the first that says anything is taken. */
    take: z.enum(['all', 'first']).optional(), join: z.string().max(5).optional(),
    do: z.array(step).max(6).default([]),
  })).min(1).max(80),
});
export type MappingDefinition = z.output<typeof mappingDefinition>;
export type FieldMapping = MappingDefinition['fields'][number];
