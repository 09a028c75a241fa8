import type { Instant } from '#platform/db';
import type { NewRule } from '../types.ts';

/** A touch of a customer at an instant, and what the gate is to say of it. */
type PolicyTest = { readonly name: string; readonly customerId: number; readonly channel: string; readonly function: string; readonly purpose: 'promotion' | 'medical_information' | 'service'; readonly product: string | null; readonly at: Instant; readonly expect: string };
/** A rule as it is written: its product by code. */
export type WrittenRule = Omit<NewRule, 'productId' | 'market'> & { readonly product: string | null };
export type Policy = { readonly market: string; readonly rules: readonly WrittenRule[]; readonly tests: readonly PolicyTest[] };
export type RuleDiff = { readonly begins: readonly WrittenRule[]; readonly ends: readonly { readonly ruleId: number; readonly sentence: string; readonly kind: string }[]; readonly stays: number };
