import { parseDocument } from 'yaml';
import { z } from 'zod';
import { Problem } from '#platform/problem';
import '../problems.ts';
import { BASES, CONSENT_CHANNELS, PURPOSES } from '../types.ts';
import type { Policy, WrittenRule } from './types.ts';

const FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services'] as const;
const MOST_RULES = 200;
const MOST_TESTS = 200;
const MOST_TOUCHES = 1_000;
const MOST_DAYS = 730; // as far back as histories are read

const product = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,30}$/, 'the code of a product, in capitals');
const scope = {
  channel: z.enum([...CONSENT_CHANNELS, 'any']).default('any'), function: z.enum(FUNCTIONS).optional(), product: product.optional(), purpose: z.enum([...PURPOSES, 'any']).default('promotion'),
  sentence: z.string().trim().min(8, 'a whole sentence: people read it where a touch is refused').max(300), source: z.string().trim().min(2, 'the law, code or policy that it comes from').max(200),
};
const day = z.iso.date('a day as 2026-12-20');
const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
/** “A to B”, “4 in 30 days”: two values in one line, as one says it. */
const pair = (shape: RegExp, words: string) => z.string().regex(shape, words).transform((text) => (shape.exec(text) as RegExpExecArray).slice(1) as [string, string]);

const cap = z.strictObject({ cap: pair(/^(\d{1,4}) in (\d{1,3}) days?$/, 'as “4 in 30 days”'), ...scope }).transform(({ cap: [touches, days], ...rest }) => ({ kind: 'cap' as const, maxTouches: Number(touches), windowDays: Number(days), ...rest }))
  .refine((rule) => rule.maxTouches >= 1 && rule.maxTouches <= MOST_TOUCHES, { path: ['cap'], message: `1 to ${MOST_TOUCHES} touches` }).refine((rule) => rule.windowDays >= 1 && rule.windowDays <= MOST_DAYS, { path: ['cap'], message: `1 to ${MOST_DAYS} days` });
const gap = z.strictObject({ gap: z.string().regex(/^\d{1,3} days?$/, 'as “7 days”').transform((text) => Number.parseInt(text, 10)).pipe(z.number().min(1, 'one day at least').max(MOST_DAYS, `${MOST_DAYS} days at most`)), ...scope })
  .transform(({ gap: windowDays, ...rest }) => ({ kind: 'gap' as const, windowDays, ...rest }));
const quiet = z.strictObject({ quiet_hours: pair(/^(\d\d:\d\d) to (\d\d:\d\d)$/, 'as “20:00 to 08:00”'), ...scope }).transform(({ quiet_hours: [quietFrom, quietTo], ...rest }) => ({ kind: 'quiet_hours' as const, quietFrom, quietTo, ...rest }))
  .refine((rule) => clock.test(rule.quietFrom) && clock.test(rule.quietTo) && rule.quietFrom !== rule.quietTo, { path: ['quiet_hours'], message: 'two different times of the day' });
const blackout = z.strictObject({ blackout: pair(/^(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$/, 'as “2026-12-20 to 2027-01-05”: both days within'), ...scope }).transform(({ blackout: [firstOn, lastOn], ...rest }) => ({ kind: 'blackout' as const, firstOn, lastOn, ...rest }))
  .refine((rule) => day.safeParse(rule.firstOn).success && day.safeParse(rule.lastOn).success && rule.firstOn <= rule.lastOn, { path: ['blackout'], message: 'two days of the calendar, the earlier one first' });
const basis = z.strictObject({ legal_basis: z.array(z.enum(BASES)).min(1), ...scope }).transform(({ legal_basis: bases, ...rest }) => ({ kind: 'legal_basis' as const, bases, ...rest }));
const licence = z.strictObject({ licence_at_address: z.literal(true).transform(() => undefined), ...scope }).transform((rule) => ({ kind: 'licence_at_address' as const, channel: rule.channel, function: rule.function, product: rule.product, purpose: rule.purpose, sentence: rule.sentence, source: rule.source }));

const KINDS = { cap, gap, quiet_hours: quiet, blackout, legal_basis: basis, licence_at_address: licence } as const;
const tested = z.strictObject({
  test: z.string().trim().min(3).max(120), customer: z.number().int().positive(), channel: z.enum(CONSENT_CHANNELS), function: z.enum(FUNCTIONS), purpose: z.enum(PURPOSES).default('promotion'), product: product.optional(),
  at: z.iso.datetime({ offset: true, message: 'an instant with its zone, as 2026-11-24T10:00:00-05:00' }), expect: z.string().regex(/^[a-z_]{3,40}$/, '“allowed”, or the code of a refusal'),
});
const head = z.strictObject({ policy: z.string().regex(/^[A-Z]{2}$/, 'the market, as US'), rules: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_RULES), tests: z.array(tested).max(MOST_TESTS).default([]) });

type Fault = { readonly field: string; readonly message: string };
const faultsOf = (error: z.ZodError, path: readonly (string | number)[] = []): Fault[] => error.issues.map((issue) => ({ field: [...path, ...issue.path].join('.') || 'policy', message: issue.message }));

function readRule(written: Readonly<Record<string, unknown>>, place: number): { rule?: WrittenRule; faults: Fault[] } {
  const kinds = Object.keys(KINDS).filter((kind) => kind in written) as (keyof typeof KINDS)[];
  const [kind] = kinds;
  if (!kind || kinds.length > 1) return { faults: [{ field: `rules.${place}`, message: `one of ${Object.keys(KINDS).join(', ')}` }] };
  const parsed = KINDS[kind].safeParse(written);
  if (!parsed.success) return { faults: faultsOf(parsed.error, ['rules', place]) };
  const { product: about, ...rest } = parsed.data;
  return { rule: { ...rest, product: about ?? null }, faults: [] };
}

/** Reads the rules of a market as people write them (YAML). Fails with consent.policy_invalid, naming each line or field and what would be right. */
export function parsePolicy(text: string): Policy {
  const refuse = (fields: readonly Fault[]) => new Problem('consent.policy_invalid', { fields });
  const document = parseDocument(text);
  if (document.errors.length) throw refuse(document.errors.map((error) => ({ field: `line ${error.linePos?.[0].line ?? 1}`, message: (error.message.split('\n')[0] ?? error.message).replace(/:$/, '') })));
  const parsed = head.safeParse(document.toJS());
  if (!parsed.success) throw refuse(faultsOf(parsed.error));
  const read = parsed.data.rules.map(readRule);
  const faults = read.flatMap((one) => one.faults);
  if (faults.length) throw refuse(faults);
  return {
    market: parsed.data.policy, rules: read.flatMap(({ rule }) => rule ?? []),
    tests: parsed.data.tests.map(({ test: name, customer: customerId, product: about, ...rest }) => ({ name, customerId, product: about ?? null, ...rest })),
  };
}
