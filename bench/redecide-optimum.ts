import loadHighs from 'highs';
import type { AllocationProblem } from '#intelligence';

type Optimum = { readonly value: number; /** No allocation is worth more. */ readonly bound: number };

const NEAR_ENOUGH = 1e-4; // of the optimum: the solver's own default
const PATIENCE_S = 300;

const range = (from: number, end: number) => Array.from({ length: end - from }, (_, at) => from + at);

/** The problem in the LP format: one variable a candidate that is worth something. */
function lpOf({ customerIds, firstCandidate, values, firstUse, useResources, useAmounts, capacities }: AllocationProblem): string {
  const worth = (k: number) => values[k]! > 0;
  const rows = Array.from(capacities, (): string[] => []);
  const all = [...values.keys()].filter(worth);
  for (const k of all) for (const u of range(firstUse[k]!, firstUse[k + 1]!)) rows[useResources[u]!]?.push(`${useAmounts[u]} x${k}`);
  const once = range(0, customerIds.length).map((i) => range(firstCandidate[i]!, firstCandidate[i + 1]!).filter(worth)).filter((own) => own.length > 0);
  return [
    'Maximize', `obj: ${all.map((k) => `${values[k]} x${k}`).join('\n + ')}`,
    'Subject To', ...once.map((own, at) => `c${at}: ${own.map((k) => `x${k}`).join(' + ')} <= 1`), ...rows.flatMap((row, r) => (row.length ? [`r${r}: ${row.join('\n + ')} <= ${capacities[r]}`] : [])),
    'Binary', ...all.map((k) => `x${k}`), 'End',
  ].join('\n');
}

/** The exact integer optimum, and the bound that proves it. */
export async function openOptimum(): Promise<(problem: AllocationProblem) => Optimum> {
  const highs = await (loadHighs as unknown as typeof loadHighs.default)(); // its types are those of the CommonJS form, where the loader stands one level deeper
  return (problem) => highs.withModel({ format: 'lp', data: lpOf(problem) }, (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: NEAR_ENOUGH, time_limit: PATIENCE_S });
    model.run();
    return { value: model.getObjectiveValue(), bound: Number(model.info.get('mip_dual_bound')) };
  });
}
