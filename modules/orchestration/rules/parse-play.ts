import { parseDocument } from 'yaml';
import { z } from 'zod';
import { Problem } from '#platform/problem';
import { PLAY_EVENTS, type PlayDefinition } from '../types.ts';

const word = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens');
const share = z.number().min(0).max(1);

const consideration = z.strictObject({
  code: word, name: z.string().min(1).max(80),
  channel: z.enum(['email', 'sms', 'phone', 'visit', 'event', 'portal']),
  function: z.enum(['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services']),
  content: word.optional(),
  journey: z.strictObject({ code: word, use: z.enum(['new', 'running']) }).optional(),
  scarce: z.strictObject({ by: z.enum(['owner', 'pool']), withinDays: z.number().int().min(1).max(60) }).optional(),
  cost: share.default(0),
  task: z.string().max(120).optional(),
}).refine((one) => !['visit', 'phone'].includes(one.channel) || one.task, { path: ['task'], message: 'a visit or call needs the task that a person gets' })
  .refine((one) => !['email', 'sms'].includes(one.channel) || one.content, { path: ['content'], message: 'mail and SMS need the code of an approved document' });

const play = z.strictObject({
  play: word, name: z.string().min(1).max(80),
  on: z.enum(PLAY_EVENTS),
  when: z.strictObject({ tierAtMost: z.number().int().min(1).max(6).optional(), withoutRestrictions: z.array(z.enum(['PA', 'ST', 'QL', 'AGE', 'LA', 'SP'])).optional() }).default({}),
  for: z.enum(['prescribers_of_plans', 'customer_of_event', 'all_prescribers']),
  purpose: z.enum(['promotion', 'medical_information', 'service']).default('promotion'),
  market: z.string().length(2).default('US'),
  approval: z.enum(['required', 'automatic']),
  holdout: share.max(0.5).default(0),
  weights: z.strictObject({ wish: share, share, answers: share, value: share }),
  consider: z.array(consideration).min(1).max(12).refine((list) => new Set(list.map((one) => one.code)).size === list.length, 'each needs a code of its own'),
  inform: z.array(z.strictObject({ role: z.string(), headline: z.string().max(160) })).default([]),
});

/** Reads a play as its author writes it (YAML). Fails with orchestration.play_invalid, naming each field and what would be right. */
export function parsePlay(text: string): PlayDefinition {
  const document = parseDocument(text);
  if (document.errors.length) {
    throw new Problem('orchestration.play_invalid', { fields: document.errors.map((error) => ({ field: `line ${error.linePos?.[0].line ?? 1}`, message: error.message.split('\n')[0] ?? error.message })) });
  }
  const parsed = play.safeParse(document.toJS());
  if (!parsed.success) {
    throw new Problem('orchestration.play_invalid', { fields: parsed.error.issues.map((issue) => ({ field: issue.path.join('.') || 'play', message: issue.message })) });
  }
  const { play: code, ...rest } = parsed.data;
  return { code, ...rest };
}
