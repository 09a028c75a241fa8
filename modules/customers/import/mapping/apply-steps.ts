import { dateReader } from './dates.ts';
import type { Step } from './types.ts';

export type Told = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string; readonly remedy: string };
type Reader = (text: string) => Told;
const said = (text: string): Told => ({ ok: true, text });

// The words by which lists of other systems say what somebody is.
const KIND_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(hcp|person|individual|physician|doctor|prescriber|nurse|practitioner|md|do|np|pa|1)$/, 'hcp'], [/^(hco|hospital|clinic|practice|group|organi[sz]ation|facility|account|2)$/, 'hco'],
  [/^(idn|health system|system)$/, 'idn'], [/^(payer|payor|insurer|mco|pbm)$/, 'payer'], [/^(plan|health plan)$/, 'plan'], [/^(pharmacy|drugstore)$/, 'pharmacy'], [/^(contact|buyer|administrator)$/, 'contact'],
];

function kindOf(text: string): Told {
  const kind = KIND_WORDS.find(([words]) => words.test(text.toLowerCase()))?.[1];
  return kind ? said(kind) : { ok: false, reason: `“${text}” names no kind of customer`, remedy: 'Translate it with a value map in the mapping.' };
}

/** One part of a text, or the parts from one to another; they count from 1, or from −1 at the end. */
function parted({ by, part, to }: Extract<Step, { do: 'split' }>): Reader {
  return (text) => {
    const parts = text.split(by);
    const at = (place: number) => (place > 0 ? place - 1 : parts.length + place);
    return said(to === undefined ? parts[at(part)] ?? '' : parts.slice(Math.max(at(part), 0), Math.max(at(to) + 1, 0)).join(by));
  };
}

function dated(step: Extract<Step, { do: 'date' }>): Reader {
  const read = dateReader(step);
  const forms = step.format.split('|').map((one) => one.trim()).join(' or ');
  return (text) => {
    const date = read(text);
    return date ? said(date) : { ok: false, reason: `“${text}” is no date as ${forms}`, remedy: `Write it as ${forms}, or choose another form in the mapping.` };
  };
}

const NAMED = 8; // values of a map that a remedy names
function lookedUp({ values, otherwise }: Extract<Step, { do: 'lookup' }>): Reader {
  const known = new Map(Object.entries(values));
  const remedy = `Add it to the value map, which knows ${[...known.keys()].slice(0, NAMED).join(', ')}.`;
  return (text) => {
    const value = known.get(text);
    if (value !== undefined) return said(value);
    if (otherwise === 'keep') return said(text);
    return otherwise === 'empty' ? said('') : { ok: false, reason: `“${text}” is not in the mapping's list`, remedy };
  };
}

function made(step: Step): Reader {
  switch (step.do) {
    case 'constant': return () => said(step.value);
    case 'default': return (text) => said(text === '' ? step.value : text);
    case 'upper': return (text) => said(text.toUpperCase());
    case 'lower': return (text) => said(text.toLowerCase());
    case 'digits': return (text) => said(text.replace(/\D/g, ''));
    case 'replace': return (text) => said(text.replaceAll(step.find, () => step.with));
    case 'pad': return (text) => said(text.padStart(step.length, '0'));
    case 'split': return parted(step);
    case 'date': return dated(step);
    case 'kind': return kindOf;
    case 'lookup': return lookedUp(step);
  }
}

const readers = new WeakMap<Step, Reader>(); // a pattern or a map is made once a mapping, not once a cell
function readerOf(step: Step): Reader {
  const known = readers.get(step) ?? made(step);
  readers.set(step, known);
  return known;
}

const speaksOfNothing = (step: Step): boolean => step.do === 'constant' || step.do === 'default';

/** One step after another, each trimmed; the first that fails ends it. What stands after each step is told as well, where it is asked for. */
export function applySteps(steps: readonly Step[], text: string, after?: Told[]): Told {
  let told: Told = { ok: true, text: text.trim() };
  for (const step of steps) {
    if (!told.ok) return told;
    if (told.text !== '' || speaksOfNothing(step)) told = readerOf(step)(told.text);
    if (told.ok) told = { ok: true, text: told.text.trim() };
    after?.push(told);
  }
  return told;
}
