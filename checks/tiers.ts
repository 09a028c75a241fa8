import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '#platform/config';
import { readSources, type Import, type Source } from './source.ts';

// Who may use whom. A line may use any line below it; never one above, nor its neighbours.
export const TIERS: readonly (readonly string[])[] = [
  ['insight'],
  ['field', 'medical', 'safety', 'contact-centre', 'patients', 'trials', 'devices'],
  ['orchestration'],
  ['channels'],
  ['gate', 'intelligence'],
  ['interactions', 'work'],
  ['access', 'consent', 'content', 'market-access'],
  ['customers', 'products'],
];

/** How low a module lies; a higher number is lower, and platform is below all. */
export const tierOf = (module: string): number => TIERS.findIndex((tier) => tier.includes(module));

type Fault = { readonly file: string; readonly line: number; readonly fault: string };

const EDGES = /^modules\/[^/]+\/(routes|jobs|events)(\.ts$|\/)/;
const IMPURE = /^#platform\/(db|http|events|jobs|audit|testing|auth)$/;
const isTest = (file: string) => file.endsWith('.test.ts') || file.startsWith('bench/') || file.startsWith('e2e/') || file.endsWith('/makers.ts');
const moduleOf = (file: string) => /^modules\/([^/]+)\//.exec(file)?.[1];
const target = (file: string, from: string) => normalize(join(dirname(file), from));

function crossing(file: string, { from, typeOnly }: Import): string | null {
  const own = moduleOf(file);
  const [, named, makers] = /^#([\w-]+)(\/makers)?$/.exec(from) ?? [];
  if (makers && !isTest(file)) return `${from} is for tests and benchmarks alone`;
  if (file.startsWith('platform/') && named && !isTest(file)) return 'the platform knows no module';
  if (own && named && tierOf(named) < 0) return `#${named} stands in no tier: give it a line in checks/tiers.ts`;
  if (own && named && !isTest(file) && tierOf(named) <= tierOf(own)) return `#${named} does not lie below ${own}`;
  if ((file.startsWith('web/') || file.startsWith('cli/') || file.startsWith('e2e/')) && named && !makers && !typeOnly) return 'reaches the program by HTTP alone';
  return null;
}

function within(file: string, { from, typeOnly }: Import): string | null {
  const own = moduleOf(file);
  if (file.startsWith('packages/') && (from.startsWith('#') || (from.startsWith('.') && target(file, from).split('/')[1] !== file.split('/')[1]))) return 'a package stands by itself';
  if (own && from.startsWith('.') && !target(file, from).startsWith(`modules/${own}/`) && !(isTest(file) && target(file, from).startsWith('packages/'))) return 'leaves the module by path: use its word';
  if (file.startsWith('platform/') && from.startsWith('.') && target(file, from).split('/')[1] !== file.split('/')[1]) return 'leaves its part of the platform by path: use #platform/…';
  if (EDGES.test(file) && /(^|\/)writes(\.ts|\/)/.test(from)) return 'an edge calls a use case, never a write';
  if (/^modules\/[^/]+\/rules\//.test(file) && !isTest(file) && !typeOnly && IMPURE.test(from)) return 'a rule is pure: types alone from here';
  return null;
}

function inWeb(file: string, { from }: Import): string | null {
  if (!file.startsWith('web/src/') || !from.startsWith('.')) return null;
  const [to, feature] = [target(file, from), /^web\/src\/features\/([^/]+)\//.exec(file)?.[1]];
  const other = /^web\/src\/features\/([^/]+)\//.exec(to)?.[1];
  if (feature && other && other !== feature) return 'a feature never imports another';
  if (file.startsWith('web/src/ui/') && /^web\/src\/(features|app)\//.test(to)) return 'the parts know no feature and no shell';
  return null;
}

function resolve(file: string, { from, typeOnly }: Import): string | null {
  if (typeOnly) return null; // erased: no cycle at run time
  if (from.startsWith('.')) return target(file, from);
  const [, platform] = /^#platform\/([\w-]+)$/.exec(from) ?? [];
  if (platform) return `platform/${platform}/index.ts`;
  const [, named, makers] = /^#([\w-]+)(\/makers)?$/.exec(from) ?? [];
  return named ? `modules/${named}/${makers ? 'makers' : 'index'}.ts` : null;
}

/** Files that import one another in a circle, each circle once. */
function findCycles(sources: readonly Source[]): string[][] {
  const graph = new Map(sources.map((source) => [source.file, source.imports.map((one) => resolve(source.file, one)).filter((to): to is string => to !== null && existsSync(join(ROOT, to)))]));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[][] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'open') cycles.push([...path.slice(path.indexOf(file)), file]);
    if (state.has(file)) return;
    state.set(file, 'open');
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}

/** Everything that breaks the order of lines, the shape of a module, or goes in circles. */
export function findTierFaults(sources: readonly Source[]): Fault[] {
  const faults = sources.flatMap(({ file, imports }) => imports.flatMap((one): Fault[] => {
    const fault = crossing(file, one) ?? within(file, one) ?? inWeb(file, one);
    return fault ? [{ file, line: one.line, fault: `${one.from}: ${fault}` }] : [];
  }));
  return [...faults, ...findCycles(sources).map((cycle) => ({ file: cycle[0] as string, line: 1, fault: `a circle: ${cycle.join(' → ')}` }))];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = findTierFaults(readSources());
  for (const { file, line, fault } of faults) process.stdout.write(`${file}:${line}  ${fault}\n`);
  process.exitCode = faults.length ? 1 : 0;
}
