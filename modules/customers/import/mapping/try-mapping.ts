import { lineReader } from '../formats/csv.ts';
import { Columns } from '../cells.ts';
import type { Fault } from '../types.ts';
import type { Line } from '../tables/scan-csv.ts';
import { applySteps, type Told } from './apply-steps.ts';
import { cellReader, faultsOfMapping, gatherer, skippersOf } from './read-line.ts';
import type { FieldMapping, MappingDefinition } from './types.ts';

const SAMPLES = 3; // that went through
const FAILED_SAMPLES = 2;
const DISTINCT = 200; // values of a column that are listed to be mapped
const KINDS_OF_PROBLEM = 10;

type Sample = { readonly line: number; readonly given: string; /** What stands after each step; shorter where a step failed. */ readonly after: readonly string[]; readonly fault: { readonly reason: string; readonly remedy: string } | null };
type FieldProblem = { readonly reason: string; readonly remedy: string; lines: number; readonly firstLine: number };
type Value = { readonly value: string; readonly lines: number };

/** How often each text was seen, the most frequent first. */
class Texts {
  readonly #counts = new Map<string, number>();
  add(text: string): void { this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1); }
  get all(): number { return this.#counts.size; }
  get list(): Value[] { return [...this.#counts].map(([value, lines]) => ({ value, lines })).sort((a, b) => b.lines - a.lines || (a.value < b.value ? -1 : 1)).slice(0, DISTINCT); }
}

/** What one field of a mapping made of the lines, step by step. */
class FieldTrial {
  readonly #one: FieldMapping;
  readonly #maps: readonly { readonly step: number; readonly texts: Texts }[];
  readonly #samples = new Map<string, Sample>();
  readonly #problems = new Map<string, FieldProblem>();
  #filled = 0;
  #failed = 0;

  constructor(one: FieldMapping) {
    this.#one = one;
    this.#maps = one.do.flatMap((step, place) => (step.do === 'lookup' || step.do === 'kind' ? [{ step: place, texts: new Texts() }] : []));
  }

  /** `told` are the faults that the field has in the end, once its steps went through. */
  take(line: number, given: string, told: readonly Fault[]): void {
    const after: Told[] = [];
    const end = applySteps(this.#one.do, given, after);
    const fault = end.ok ? told[0] ?? null : end;
    const texts = after.flatMap((one) => (one.ok ? [one.text] : []));
    for (const { step, texts: seen } of this.#maps) { const text = step === 0 ? given : texts[step - 1]; if (text) seen.add(text); }
    if (fault) this.#fail(line, fault);
    else if (end.ok && end.text !== '') this.#filled += 1;
    const kept = [...this.#samples.values()].filter((one) => (one.fault === null) === (fault === null)).length;
    if (given !== '' && !this.#samples.has(given) && kept < (fault ? FAILED_SAMPLES : SAMPLES)) this.#samples.set(given, { line, given, after: texts, fault: fault && { reason: fault.reason, remedy: fault.remedy } });
  }

  #fail(line: number, { reason, remedy }: { reason: string; remedy: string }): void {
    this.#failed += 1;
    const known = this.#problems.get(remedy);
    if (known) known.lines += 1;
    else if (this.#problems.size < KINDS_OF_PROBLEM) this.#problems.set(remedy, { reason, remedy, lines: 1, firstLine: line });
  }

  get found() {
    return {
      field: this.#one.field, filled: this.#filled, failed: this.#failed, samples: [...this.#samples.values()], problems: [...this.#problems.values()].sort((a, b) => b.lines - a.lines),
      maps: this.#maps.map(({ step, texts }) => ({ step, values: texts.list, more: Math.max(0, texts.all - DISTINCT) })),
    };
  }
}

/** What a mapping makes of some lines, field by field and step by step, by the code that loads them; whole or not, with what it still lacks. */
export function mappingTrial(header: readonly string[], definition: MappingDefinition) {
  const columns = new Columns(header);
  const cell = cellReader(definition);
  const read = lineReader(columns, definition);
  const fields = definition.fields.map((one) => ({ field: one.field, gather: gatherer(columns, one, cell), trial: new FieldTrial(one) }));
  const skips = skippersOf(columns, definition).map((leavesOut, place) => ({ leavesOut, lines: 0, texts: new Texts(), at: columns.at(definition.skip?.[place]?.column ?? '') }));
  let [sampled, leftOut] = [0, 0];
  return {
    take(line: Line): void {
      sampled += 1;
      for (const one of skips) {
        const text = line.cell(one.at).trim();
        if (text) one.texts.add(text);
        if (one.leavesOut(line)) one.lines += 1;
      }
      const told = read(line);
      if (!told.ok && told.leftOut) { leftOut += 1; return; }
      const faults = told.ok ? [] : told.faults;
      for (const { field, gather, trial } of fields) trial.take(line.line, gather(line), faults.filter((fault) => fault.field === field));
    },
    found: () => ({
      sampled, leftOut, faults: faultsOfMapping(columns, definition), fields: fields.map(({ trial }) => trial.found),
      skip: skips.map(({ lines, texts }) => ({ lines, values: texts.list })),
    }),
  };
}
