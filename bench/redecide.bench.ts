import { allocate, chooseAt, problemOf, type Allocation, type AllocationProblem, type Candidate } from '#intelligence';
import { makeAllocation } from '#intelligence/makers';
import { seeded } from '../packages/engagement-world/index.ts';
import { openOptimum } from './redecide-optimum.ts';

// How near to the best that can be everybody's time, mails, slots, seats and money are given away, and how fast. Customers with six channels each and
// 2,000 people, made with the seeds named below; 50 small sets beside the exact integer optimum (HiGHS, solved to 0.01 %; gaps are taken from the bound that it proves,
// so that they are never too good). The baseline is naive greedy: all candidates by value, each that still fits. Made sets show that the method is right, and
// nothing about lift.
//   npm run bench -- redecide [allocator[=customers]] [mip[=cases]]

const MILLION = 1_000_000;
const ONLINE = 10_000;
const CUSTOMERS_A_PERSON = 500;
const CASES = 50;
const SMALL = { least: 200, step: 50, sizes: 17, aPerson: 200 } as const; // 200 to 1,000 customers
type Figure = { readonly value: number; readonly unit: string; readonly floor?: number; readonly ratio?: number };

const say = (line: string) => process.stdout.write(`${line}\n`);
const percent = (share: number) => 100 * share;
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
const deviation = (list: readonly number[]) => Math.sqrt(mean(list.map((one) => (one - mean(list)) ** 2)));
const figure = (value: number, unit: string, digits = 3): Figure => ({ value: Number(value.toFixed(digits)), unit });

/** Seconds by the clock, and seconds of the processor: on a machine with others at work the two are far apart. */
function timed<T>(work: () => T): { readonly result: T; readonly took: number; readonly busy: number } {
  const [from, before] = [performance.now(), process.cpuUsage()];
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, took: (performance.now() - from) / 1000, busy: (user + system) / 1e6 };
}

const bytesOf = (problem: AllocationProblem) => Object.values(problem).reduce((sum, array) => sum + array.byteLength, 0);

/** How many resources are used beyond their capacity, added up anew from the problem itself. */
function brokenCaps({ firstUse, useResources, useAmounts, capacities }: AllocationProblem, { choice }: Allocation): number {
  const used = new Float64Array(capacities.length);
  for (const k of choice) if (k >= 0) for (let u = firstUse[k]!; u < firstUse[k + 1]!; u += 1) used[useResources[u]!]! += useAmounts[u]!;
  return used.filter((sum, r) => sum > capacities[r]!).length;
}

function naiveGreedy({ customerIds, firstCandidate, values, firstUse, useResources, useAmounts, capacities }: AllocationProblem): number {
  const customerOf = new Uint32Array(values.length);
  for (let i = 0; i < customerIds.length; i += 1) customerOf.fill(i, firstCandidate[i]!, firstCandidate[i + 1]!);
  const order = Uint32Array.from(values, (_, k) => k).sort((a, b) => values[b]! - values[a]! || a - b);
  const [room, had] = [Float64Array.from(capacities), new Uint8Array(customerIds.length)];
  let total = 0;
  for (const k of order) {
    if (values[k]! <= 0 || had[customerOf[k]!]) continue;
    const [from, end] = [firstUse[k]!, firstUse[k + 1]!];
    let whole = true;
    for (let u = from; u < end && whole; u += 1) whole = room[useResources[u]!]! >= useAmounts[u]!;
    if (!whole) continue;
    for (let u = from; u < end; u += 1) room[useResources[u]!]! -= useAmounts[u]!;
    had[customerOf[k]!] = 1;
    total += values[k]!;
  }
  return total;
}

/** Customers decided one by one by the kept prices, each from her own candidates: how many get what the run of all gave them, and how long one takes. */
function online(problem: AllocationProblem, { prices, choice }: Allocation): { readonly same: number; readonly microseconds: number } {
  const { customerIds, firstCandidate, options, values, firstUse, useResources, useAmounts } = problem;
  const range = (starts: Uint32Array, at: number) => Array.from({ length: starts[at + 1]! - starts[at]! }, (_, more) => starts[at]! + more);
  const every = Math.max(1, Math.floor(customerIds.length / ONLINE));
  const places = Array.from({ length: Math.min(ONLINE, customerIds.length) }, (_, n) => n * every);
  const asked = places.map((i) => ({ customerId: customerIds[i]!, candidates: range(firstCandidate, i).map((k): Candidate => ({
    option: options[k]!, value: values[k]!, uses: range(firstUse, k).map((u) => ({ resource: useResources[u]!, amount: useAmounts[u]! })),
  })) }));
  const { result, took } = timed(() => asked.map((customer) => chooseAt(prices, problemOf([customer], [])).chosen));
  const same = result.filter((chosen, n) => (chosen < 0 ? chosen : firstCandidate[places[n]!]! + chosen) === choice[places[n]!]).length;
  return { same: same / places.length, microseconds: (took * 1e6) / places.length };
}

function million(count: number): Record<string, Figure> {
  const people = Math.max(1, Math.round(count / CUSTOMERS_A_PERSON));
  const problem = makeAllocation({ customers: count, people, random: seeded(1) });
  say(`${count.toLocaleString('en-US')} customers × 6 channels × ${people.toLocaleString('en-US')} people, ${problem.capacities.length.toLocaleString('en-US')} resources (seed 1)`);
  say('                       seconds   of processor   rounds   below the bound   caps broken   by price alone');
  const row = (name: string, { result, took, busy }: ReturnType<typeof timed<Allocation>>) => say(`${name.padEnd(22)}${took.toFixed(1).padStart(8)}${busy.toFixed(1).padStart(15)}${String(result.rounds).padStart(9)}`
    + `${percent(result.gap).toFixed(3).padStart(16)} %${String(brokenCaps(problem, result)).padStart(14)}${percent(result.byPrice / count).toFixed(1).padStart(15)} %`);
  const cold = timed(() => allocate(problem, { random: seeded(2) }));
  row('from nothing', cold);
  const memory = process.resourceUsage().maxRSS / 1000; // so far: the problem, its making and one answer
  // Tomorrow: the same people and capacities, other answers; where nobody's value moved, a warm start would prove nothing.
  const wobble = seeded(3);
  const tomorrow = { ...problem, values: problem.values.map((value) => value * (0.9 + 0.2 * wobble())) };
  const warm = timed(() => allocate(tomorrow, { random: seeded(2), prices: cold.result.prices }));
  row('tomorrow, warm', warm);
  const naive = timed(() => naiveGreedy(problem));
  const naiveGap = percent(1 - naive.result / cold.result.bound);
  say(`${'naive greedy'.padEnd(22)}${naive.took.toFixed(1).padStart(8)}${naive.busy.toFixed(1).padStart(15)}${naiveGap.toFixed(3).padStart(25)} %`);
  const one = online(problem, cold.result);
  say(`one by one by the kept prices: ${percent(one.same).toFixed(1)} % get what the run of all gave them, ${one.microseconds.toFixed(1)} µs each`);
  say(`memory at its highest: ${memory.toFixed(0)} MB, of which the problem is ${(bytesOf(problem) / 1e6).toFixed(0)} MB`);
  say('');
  return count !== MILLION ? {} : {
    allocator_1m_s: { ...figure(cold.took, 's', 1), floor: Number(naive.took.toFixed(1)), ratio: Number((cold.took / naive.took).toFixed(2)) }, allocator_1m_processor_s: figure(cold.busy, 's', 1), dual_gap_pct: figure(percent(cold.result.gap), '%'),
    online_same_pct: figure(percent(one.same), '%', 1), warm_rounds: figure(warm.result.rounds, 'rounds', 0), warm_1m_s: figure(warm.took, 's', 1), naive_dual_gap_pct: figure(naiveGap, '%'), caps_broken: figure(brokenCaps(problem, cold.result) + brokenCaps(problem, warm.result), 'caps', 0),
  };
}

async function besideOptimum(count: number): Promise<Record<string, Figure>> {
  const optimumOf = await openOptimum();
  const gaps: { readonly ours: number; readonly naive: number; readonly whole: number }[] = [];
  const [ours, theirs] = [[] as number[], [] as number[]];
  say(`${count} sets of 200 to 1,000 customers (seeds 1 to ${count})`);
  say('seed  customers    optimum   ours below   naive below   whole below parts');
  for (let seed = 1; seed <= count; seed += 1) {
    const size = SMALL.least + SMALL.step * ((seed * 137) % SMALL.sizes);
    const problem = makeAllocation({ customers: size, people: Math.max(1, Math.round(size / SMALL.aPerson)), random: seeded(seed) });
    const { result, took } = timed(() => allocate(problem, { random: seeded(seed) }));
    if (brokenCaps(problem, result)) throw new Error(`seed ${seed}: a cap is broken`);
    const exact = timed(() => optimumOf(problem));
    const gap = { ours: percent(1 - result.value / exact.result.bound), naive: percent(1 - naiveGreedy(problem) / exact.result.bound), whole: percent(1 - exact.result.bound / result.bound) };
    gaps.push(gap);
    ours.push(took);
    theirs.push(exact.took);
    say(`${String(seed).padStart(4)}${String(size).padStart(11)}${exact.result.value.toFixed(3).padStart(11)}${gap.ours.toFixed(3).padStart(11)} %${gap.naive.toFixed(2).padStart(12)} %${gap.whole.toFixed(3).padStart(18)} %`);
  }
  const [own, naive, whole] = [gaps.map((gap) => gap.ours), gaps.map((gap) => gap.naive), gaps.map((gap) => gap.whole)];
  say(`ours ${mean(own).toFixed(3)} ± ${deviation(own).toFixed(3)} %, worst ${Math.max(...own).toFixed(3)} %; naive ${mean(naive).toFixed(2)} ± ${deviation(naive).toFixed(2)} %; that actions are whole costs ${mean(whole).toFixed(3)} %`);
  say(`a set takes us ${mean(ours).toFixed(2)} s, HiGHS ${mean(theirs).toFixed(1)} s`);
  return count !== CASES ? {} : { mip_gap_mean_pct: figure(mean(own), '%'), mip_gap_worst_pct: figure(Math.max(...own), '%'), naive_mip_gap_mean_pct: figure(mean(naive), '%') };
}

const asked = new Map(process.argv.slice(2).map((part): [string, string | undefined] => [part.split('=')[0] ?? '', part.split('=')[1]]));
/** How many of a part are asked for; 0 when others are asked for and it is not. */
const asFor = (part: string, usual: number) => (asked.size === 0 || asked.has(part) ? Number(asked.get(part) ?? usual) : 0);
const [customers, cases] = [asFor('allocator', MILLION), asFor('mip', CASES)];
const figures: Record<string, Figure> = { ...(customers ? million(customers) : {}), ...(cases ? await besideOptimum(cases) : {}) };
say('');
say(JSON.stringify({ bench: 'redecide', figures }));
