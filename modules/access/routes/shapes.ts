import { z } from 'zod';
import { FUNCTIONS, PERSON_ROLES } from '../types.ts';

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
};
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

export const id = z.coerce.number().int().positive().max(2_147_483_647);
export const version = z.number().int().positive();
export const reason = z.string().trim().min(3, 'says why, in at least three letters').max(500);
export const text = z.string().nullable();
export const queryId = id.optional();
export const line = z.string().trim().min(1).max(200).refine((one) => !/[\p{Cc}]/u.test(one), 'is one line of text');
const market = z.string().trim().toUpperCase().regex(/^[A-Z]{2}$/, { error: 'is a code of two letters such as US', abort: true }).refine((code) => regions.of(code) !== undefined, 'is no country of ISO 3166');
const language = z.string().trim().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'is a code such as en or es-MX', abort: true }).refine((code) => languageNames.of(code) !== undefined, 'is no known language');
const distinct = <T>(list: readonly T[]): boolean => new Set(list).size === list.length;

export const personFields = {
  name: line, roleTitle: line, role: z.enum(PERSON_ROLES), function: z.enum(FUNCTIONS), timeZone: z.string().max(80).refine(isZone, 'is a time zone such as America/New_York'),
  languages: z.array(language).min(1).max(20).refine(distinct, 'names one twice'), markets: z.array(market).min(1).max(60).refine(distinct, 'names one twice'), managerId: id.nullable(),
};
export const teamFields = { name: line.max(120), leadId: id.nullable(), function: z.enum(FUNCTIONS), market, memberIds: z.array(id).max(2_000), reason };

const words = (pattern: RegExp, message: string, most: number) => z.array(z.string().trim().regex(pattern, message)).max(most).default([]).transform((list) => [...new Set(list)]);
const KINDS_THERE = ['hcp', 'hco', 'idn', 'payer', 'plan', 'pharmacy', 'contact'] as const;

/** What a rule of a territory asks: within a list one suffices, all lists that are given must hold. */
export const criteria = {
  priority: z.number().int().min(0).max(99).default(0),
  countries: words(/^[A-Z]{2}$/, 'is a country code such as US', 60), states: words(/^[A-Z]{2,3}$/, 'is a state such as NY', 100),
  postal: words(/^[0-9A-Z][0-9A-Z -]{0,9}$/, 'is a postal code or its beginning, such as 100 or 10016', 5_000),
  cities: z.array(z.string().trim().min(1).max(80).toLowerCase()).max(1_000).default([]).transform((list) => [...new Set(list)]),
  specialties: words(/^[0-9A-Z]{10}$/, 'is a NUCC code such as 207RC0000X', 300), kinds: z.array(z.enum(KINDS_THERE)).max(KINDS_THERE.length).default([]),
  underIds: z.array(z.number().int().positive().max(999_999_999_999)).max(200).default([]),
  decileFrom: z.number().int().min(1).max(10).nullable().default(null), decileTo: z.number().int().min(1).max(10).nullable().default(null),
};
