import type { Step } from './types.ts';

export type Told = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string; readonly remedy: string };

// The words by which lists of other systems say what somebody is.
const KIND_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(hcp|person|individual|physician|doctor|prescriber|nurse|practitioner|md|do|np|pa|1)$/, 'hcp'], [/^(hco|hospital|clinic|practice|group|organi[sz]ation|facility|account|2)$/, 'hco'],
  [/^(idn|health system|system)$/, 'idn'], [/^(payer|payor|insurer|mco|pbm)$/, 'payer'], [/^(plan|health plan)$/, 'plan'], [/^(pharmacy|drugstore)$/, 'pharmacy'], [/^(contact|buyer|administrator)$/, 'contact'],
];

function dateIn(text: string, format: string): string | null {
  const order: string[] = [];
  const pattern = format.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/D+|M+|Y+/g, (part) => { order.push(part[0] as string); return part[0] === 'Y' ? (part.length > 2 ? '(\\d{4})' : '(\\d{2})') : '(\\d{1,2})'; });
  const found = new RegExp(`^${pattern}$`).exec(text);
  if (!found || order.length !== 3) return null;
  const part = (letter: string) => found[order.indexOf(letter) + 1] ?? '';
  const year = part('Y').length === 2 ? `20${part('Y')}` : part('Y');
  const iso = `${year}-${part('M').padStart(2, '0')}-${part('D').padStart(2, '0')}`;
  return new Date(`${iso}T00:00:00Z`).toJSON()?.slice(0, 10) === iso ? iso : null;
}

function applied(step: Step, text: string): Told {
  const said = (value: string): Told => ({ ok: true, text: value });
  if (step.do === 'constant') return said(step.value);
  if (text === '') return said('');
  if (step.do === 'upper') return said(text.toUpperCase());
  if (step.do === 'lower') return said(text.toLowerCase());
  if (step.do === 'digits') return said(text.replace(/\D/g, ''));
  if (step.do === 'split') return said((text.split(step.by).at(step.part > 0 ? step.part - 1 : step.part) ?? '').trim());
  if (step.do === 'date') {
    const iso = dateIn(text, step.format);
    return iso ? said(iso) : { ok: false, reason: `“${text}” is no date as ${step.format}`, remedy: `Write it as ${step.format}, or choose another form in the mapping.` };
  }
  if (step.do === 'kind') {
    const kind = KIND_WORDS.find(([words]) => words.test(text.toLowerCase()))?.[1];
    return kind ? said(kind) : { ok: false, reason: `“${text}” names no kind of customer`, remedy: 'Translate it with a lookup in the mapping.' };
  }
  const value = new Map(Object.entries(step.values)).get(text);
  if (value !== undefined) return said(value);
  if (step.otherwise === 'keep') return said(text);
  return step.otherwise === 'empty' ? said('') : { ok: false, reason: `“${text}” is not in the mapping's list`, remedy: `Add it to the lookup, which knows ${Object.keys(step.values).slice(0, 8).join(', ')}.` };
}

/** One step after another, each trimmed; the first that fails ends it. */
export function applySteps(steps: readonly Step[], text: string): Told {
  let told: Told = { ok: true, text: text.trim() };
  for (const step of steps) {
    if (!told.ok) return told;
    told = applied(step, told.text);
  }
  return told;
}
