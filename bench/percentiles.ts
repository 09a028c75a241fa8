/** Times in milliseconds, by share: of 300, the 297th is the 99th of a hundred. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** How long one deed takes, in seconds, and what came of it. */
export async function seconds<T>(work: () => Promise<T>): Promise<{ took: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { took: (performance.now() - begun) / 1000, result };
}

/** How long each of these takes, one after another, after a first pass that fills the caches. */
export async function timesOf<T>(list: readonly T[], ask: (one: T) => Promise<unknown>): Promise<number[]> {
  for (const one of list) await ask(one);
  const times: number[] = [];
  for (const one of list) {
    const from = performance.now();
    await ask(one);
    times.push(performance.now() - from);
  }
  return times;
}

/** A line of the table, and the figure: the 99th of a hundred beside that of its floor. */
export function compared(what: string, times: readonly number[], floor: readonly number[]): { readonly line: string; readonly figure: { value: number; unit: string; floor: number; ratio: number } } {
  const [p50, p95, p99, below] = [percentile(times, 0.5), percentile(times, 0.95), percentile(times, 0.99), percentile(floor, 0.99)];
  const column = (value: number) => value.toFixed(2).padStart(9);
  return {
    line: `${what.padEnd(44)}${column(p50)}${column(p95)}${column(p99)}${column(below)}${(p99 / below).toFixed(1).padStart(8)}`,
    figure: { value: Number(p99.toFixed(2)), unit: 'ms', floor: Number(below.toFixed(2)), ratio: Number((p99 / below).toFixed(2)) },
  };
}

export const HEAD = `${'milliseconds'.padEnd(44)}${['p50', 'p95', 'p99', 'floor p99', 'ratio'].map((word, place) => word.padStart(place === 4 ? 8 : 9)).join('')}`;
