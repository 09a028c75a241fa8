import type { SafetyState } from '../types.ts';

export type Step = Exclude<SafetyState, 'received'>;

const FOLLOWS: Readonly<Record<Step, readonly SafetyState[]>> = {
  forwarded: ['received'],
  acknowledged: ['forwarded'],
  nullified: ['received', 'forwarded', 'acknowledged'], // it stays on file with its reason (GVP VI: nullification, never deletion)
};

export type StepDecision = { readonly ok: true } | { readonly ok: false; readonly reason: 'step_not_possible' };

export const mayStep = (from: SafetyState, to: Step): StepDecision => (FOLLOWS[to].includes(from) ? { ok: true } : { ok: false, reason: 'step_not_possible' });
