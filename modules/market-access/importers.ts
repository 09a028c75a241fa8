import type { Importer } from '#customers';
import { upsertListings } from './writes.ts';

// Formularies as they are published: the JSON file that each marketplace insurer puts out (CMS, QHP machine-readable files), and the formulary file of
// Medicare Part D (PUF). They say where every drug stands; what was decided about our products is recorded by people, with its date.

const has = (header: readonly string[], ...names: readonly string[]) => { const known = new Set(header.map((name) => name.trim())); return names.every((name) => known.has(name)); };
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const textAt = (record: Record<string, unknown>, name: string) => (typeof record[name] === 'string' ? record[name].trim() : typeof record[name] === 'number' ? String(record[name]) : '');

function restrictionsOf(of: { prior: boolean; step: boolean; quantity: boolean }): string[] {
  return [...(of.prior ? ['PA'] : []), ...(of.step ? ['ST'] : []), ...(of.quantity ? ['QL'] : [])];
}

const qhpDrugs: Importer = {
  format: 'qhp_drugs',
  recognises: ({ header }) => has(header, 'rxnorm_id', 'drug_name', 'plans'),
  open: () => ({ record }) => {
    const drug = isRecord(record) ? record : {};
    const [rxnorm, name] = [textAt(drug, 'rxnorm_id'), textAt(drug, 'drug_name')];
    if (!/^\d{1,8}$/.test(rxnorm)) return { ok: false, faults: [{ field: 'rxnorm_id', reason: `“${rxnorm}” is no RxNorm concept`, remedy: 'A number of up to eight digits is needed.' }] };
    const plans = (Array.isArray(drug['plans']) ? drug['plans'] : []).filter(isRecord);
    const wrong = plans.findIndex((plan) => !textAt(plan, 'plan_id') || !textAt(plan, 'drug_tier'));
    if (plans.length === 0 || wrong >= 0) return { ok: false, faults: [{ field: plans.length === 0 ? 'plans' : `plans.${wrong}`, reason: 'names no plan with a tier', remedy: 'Each plan needs plan_id and drug_tier.' }] };
    const entries = plans.map((plan) => ({
      list_key: textAt(plan, 'plan_id'), drug_key: rxnorm, drug_name: name, tier: textAt(plan, 'drug_tier'),
      restrictions: restrictionsOf({ prior: plan['prior_authorization'] === true, step: plan['step_therapy'] === true, quantity: plan['quantity_limit'] === true }), detail: { years: plan['years'] ?? [] },
    }));
    return { ok: true, row: { key: rxnorm, record: { entries } } };
  },
  write: (tx, { rows }) => upsertListings(tx, 'qhp', rows),
};

const partdFormulary: Importer = {
  format: 'partd_formulary',
  recognises: ({ header }) => has(header, 'FORMULARY_ID', 'RXCUI', 'TIER_LEVEL_VALUE'),
  open({ header }) {
    const at = (name: string) => header.findIndex((one) => one.trim() === name);
    const places = { formulary: at('FORMULARY_ID'), rxcui: at('RXCUI'), ndc: at('NDC'), tier: at('TIER_LEVEL_VALUE'), quantity: at('QUANTITY_LIMIT_YN'), prior: at('PRIOR_AUTHORIZATION_YN'), step: at('STEP_THERAPY_YN'), amount: at('QUANTITY_LIMIT_AMOUNT'), days: at('QUANTITY_LIMIT_DAYS'), year: at('CONTRACT_YEAR'), negotiated: at('SELECTED_DRUG_YN') };
    return ({ cell }) => {
      const get = (name: keyof typeof places) => cell(places[name]).trim();
      if (!/^\d{8}$/.test(get('formulary'))) return { ok: false, faults: [{ field: 'FORMULARY_ID', reason: `“${get('formulary')}” is no formulary`, remedy: 'Eight digits are needed, with the zeros in front.' }] };
      if (!/^\d{11}$/.test(get('ndc'))) return { ok: false, faults: [{ field: 'NDC', reason: `“${get('ndc')}” is no NDC`, remedy: 'Eleven digits are needed, with the zeros in front.' }] };
      if (!/^\d$/.test(get('tier'))) return { ok: false, faults: [{ field: 'TIER_LEVEL_VALUE', reason: `“${get('tier')}” is no tier`, remedy: 'One digit is needed.' }] };
      const restrictions = restrictionsOf({ prior: get('prior') === 'Y', step: get('step') === 'Y', quantity: get('quantity') === 'Y' });
      const detail = { year: get('year'), ...(get('quantity') === 'Y' ? { quantity: get('amount'), days: get('days') } : {}), ...(get('negotiated') === 'Y' ? { negotiated: true } : {}) };
      const drug = `${get('rxcui')}-${get('ndc')}`;
      return { ok: true, row: { key: `${get('formulary')}|${drug}`, record: { entries: [{ list_key: get('formulary'), drug_key: drug, tier: get('tier'), restrictions, detail }] } } };
    };
  },
  write: (tx, { rows }) => upsertListings(tx, 'partd', rows),
};

/** Published formularies that can be loaded. */
export const importers: readonly Importer[] = [qhpDrugs, partdFormulary];
