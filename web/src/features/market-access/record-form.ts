import { useState } from 'react';
import type { AccessEventBody, Plan, Restriction } from './market-access.ts';

/** The form as the screen shows it. */
export type RecordForm = {
  readonly payerId: string | null; readonly productId: string; readonly effectiveFrom: string; readonly planIds: readonly string[];
  readonly covered: boolean; readonly tier: string; readonly restrictions: readonly Restriction[]; readonly source: string;
};

const PREFERRED = '2';

export function useRecordForm(start: { readonly payerId: string | null; readonly productId: string; readonly today: string }) {
  const [form, setForm] = useState<RecordForm>({ payerId: start.payerId, productId: start.productId, effectiveFrom: start.today, planIds: [], covered: true, tier: PREFERRED, restrictions: [], source: '' });
  const change = (part: Partial<RecordForm>) => setForm((now) => ({ ...now, ...part, ...('payerId' in part ? { planIds: [] } : {}) }));
  return [form, change] as const;
}

/** The form as the API takes it; undefined while something is missing. The source is not needed to preview. */
export function toBody(form: RecordForm, how: { readonly preview: boolean }): AccessEventBody | undefined {
  const source = form.source.trim();
  const complete = form.payerId && form.productId && form.planIds.length > 0 && /^\d{4}-\d\d-\d\d$/.test(form.effectiveFrom) && (how.preview || source);
  if (!complete) return undefined;
  return {
    payerId: Number(form.payerId), productId: Number(form.productId), planIds: form.planIds.map(Number), effectiveFrom: form.effectiveFrom, status: form.covered ? 'covered' : 'not_covered',
    tier: form.covered ? Number(form.tier) : null, restrictions: form.covered ? form.restrictions : [], source: how.preview ? '' : source,
  };
}

export const livesOf = (plans: readonly Plan[], planIds: readonly string[]): number => plans.filter((plan) => planIds.includes(String(plan.planId))).reduce((sum, plan) => sum + plan.coveredLives, 0);
