import { z } from 'zod';

/** What a column of somebody's file may be mapped to. */
export const FIELDS = [
  'id', 'npi', 'ccn', 'kind', 'name', 'given_name', 'family_name', 'credential', 'specialty', 'specialty_name', 'line1', 'line2', 'city', 'state', 'postal_code', 'county',
  'phone', 'mobile', 'fax', 'email', 'language', 'decile', 'licence', 'licence_state', 'licence_valid_until',
] as const;
export type Field = (typeof FIELDS)[number];
const MEASURE = /^measure:[a-z][a-z0-9_]{1,39}$/;

/** The sources with a format of their own: no mapping may speak in their name. */
const RESERVED = ['steward', 'nppes', 'partd', 'hospitals', 'nppes_simplified', 'open_payments', 'qhp', 'seed', 'demo', 'merge'];

const text = z.string().max(200);
export const step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('upper') }),
  z.strictObject({ do: z.literal('lower') }),
  z.strictObject({ do: z.literal('digits') }),
  z.strictObject({ do: z.literal('date'), format: z.string().regex(/^[DMY][DMY./ -]{5,11}$/, 'A date is written with DD, MM and YYYY, such as DD.MM.YYYY') }),
  z.strictObject({ do: z.literal('split'), by: z.string().min(1).max(5), part: z.number().int().min(-10).max(10).refine((part) => part !== 0, 'Parts count from 1, or from -1 at the end') }),
  z.strictObject({ do: z.literal('constant'), value: text }),
  z.strictObject({ do: z.literal('lookup'), values: z.record(text, text), otherwise: z.enum(['keep', 'empty', 'reject']).default('reject') }),
  z.strictObject({ do: z.literal('kind') }),
]);
export type Step = z.output<typeof step>;

const field = z.string().refine((name) => (FIELDS as readonly string[]).includes(name) || MEASURE.test(name), { error: `is one of ${FIELDS.join(', ')}, or measure:name` });
export const mappingDefinition = z.strictObject({
  source: z.string().regex(/^[a-z][a-z0-9_-]{1,30}$/, 'A source is a short word in small letters').refine((name) => !RESERVED.includes(name), 'This source has a format of its own').default('csv'),
  period: z.string().max(20).default('current'),
  options: z.strictObject({ separator: z.enum([',', '\t', ';', '|']).optional(), encoding: z.enum(['utf-8', 'windows-1252']).optional(), sheet: text.optional() }).default({}),
  fields: z.array(z.strictObject({ field, from: z.array(text).max(5), do: z.array(step).max(6).default([]) })).min(1).max(80),
});
export type MappingDefinition = z.output<typeof mappingDefinition>;
