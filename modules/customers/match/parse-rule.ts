import { parseDocument } from 'yaml';
import { z } from 'zod';
import { Problem } from '#platform/problem';
import '../problems.ts';
import type { KeyPart, MatchRule } from './types.ts';

const fieldName = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, 'a field: lower-case letters, digits and underscores');
const keyPart = z.string().regex(/^[a-z][a-z0-9_]{0,30}(\.(sound|rarest|year|[1-9]))?$/, 'a field, or field.sound, field.rarest (its rarest word), field.year, field.3 (its first three letters)').transform((text): KeyPart => {
  const [field = '', take = 'whole'] = text.split('.');
  return { field, take: take === 'whole' || take === 'sound' || take === 'rarest' || take === 'year' ? take : Number(take) };
});
const kind = z.enum(['name', 'words', 'identifier', 'date', 'text', 'mail', 'place', 'code']);
const compared = z.union([kind.transform((as) => ({ as, rarity: 0, swapped_with: undefined, together: undefined })), z.strictObject({ as: kind, rarity: z.number().min(0).max(1).default(0), swapped_with: fieldName.optional(), together: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, 'a word').optional() })]);

const BETWEEN = 'a number between 0 and 1';
const chance = z.number(BETWEEN).gt(0, BETWEEN).lt(1, BETWEEN);
const MOST_FIELDS = 16; // a pattern has one octal digit a field, and is a whole number that JavaScript holds exactly
const MOST_BLOCKS = 24;

const text = z.strictObject({
  match: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens'),
  name: z.string().min(1).max(80),
  block: z.array(z.union([keyPart.transform((part) => [part]), z.array(keyPart).min(1).max(5)])).min(1).max(MOST_BLOCKS),
  compare: z.record(fieldName, compared).refine((fields) => Object.keys(fields).length >= 2, 'at least two fields').refine((fields) => Object.keys(fields).length <= MOST_FIELDS, `at most ${MOST_FIELDS} fields`),
  never: z.array(fieldName).max(5).default([]),
  review: chance.default(0.2),
  join: chance.default(0.95),
  automatic: z.boolean().default(false),
  at_most: z.number(BETWEEN).gt(0, BETWEEN).max(1, BETWEEN).default(0.02),
}).refine((rule) => rule.review <= rule.join, { path: ['review'], message: 'at most what `join` asks for' });

/** Reads a match rule as its author writes it (YAML). Fails with customers.match_rule_invalid, naming each field and what would be right. */
export function parseRule(source: string, known: readonly string[] | null = null): MatchRule {
  const document = parseDocument(source);
  if (document.errors.length) {
    throw new Problem('customers.match_rule_invalid', { fields: document.errors.map((error) => ({ field: `line ${error.linePos?.[0].line ?? 1}`, message: (error.message.split('\n')[0] ?? error.message).replace(/:$/, '') })) });
  }
  const parsed = text.safeParse(document.toJS());
  if (!parsed.success) throw new Problem('customers.match_rule_invalid', { fields: parsed.error.issues.map((issue) => ({ field: issue.path.join('.') || 'rule', message: issue.message })) });
  const { match: code, compare, at_most: atMost, ...rest } = parsed.data;
  const fields = Object.entries(compare).map(([field, { as, rarity, swapped_with: swappedWith, together }]) => ({ field, as, rarity, swappedWith: swappedWith ?? null, together: together ?? null }));
  const strange = known && [...new Set([...fields.flatMap(({ field, swappedWith }) => [field, swappedWith ?? field]), ...rest.block.flat().map(({ field }) => field), ...rest.never])].filter((field) => !known.includes(field));
  if (strange?.length) throw new Problem('customers.match_rule_invalid', { fields: strange.map((field) => ({ field, message: `no such field; there are ${(known ?? []).join(', ')}` })) });
  return { code, compare: fields, atMost, ...rest };
}
