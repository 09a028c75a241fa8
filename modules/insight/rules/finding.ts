export type Finding = { readonly title: string; readonly detail: string };

export type FindingFacts = {
  readonly productName: string | null;
  /** The newest large cascade, while it is news. */
  readonly cascade: { readonly name: string; readonly state: string; readonly touched: number; readonly chosen: number; readonly audience: number } | null;
  readonly reached: { readonly now: number; readonly before: number } | null;
  readonly answered: { readonly value: number | null; readonly low: number; readonly high: number } | null;
  /** Customers of the last 30 days by function, as far as known. */
  readonly leading: { readonly label: string; readonly share: number } | null;
};

const count = (value: number) => value.toLocaleString('en-US');
const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}\u202F%`;

function titleOf({ productName, cascade, reached }: FindingFacts): string {
  const about = productName ? ` for ${productName}` : '';
  if (cascade && cascade.touched > 0) return `${cascade.name} has reached ${count(cascade.touched)} of ${count(cascade.chosen)} chosen.`;
  if (cascade && cascade.state === 'proposed') return `${cascade.name} waits for approval: ${count(cascade.chosen)} of ${count(cascade.audience)} chosen.`;
  if (cascade && ['approved', 'running'].includes(cascade.state)) return `${cascade.name} is under way: ${count(cascade.chosen)} of ${count(cascade.audience)} chosen, nobody touched yet.`;
  if (!reached || reached.now + reached.before === 0) return `Nobody was reached${about} in the last 14 days.`;
  if (reached.before === 0) return `${count(reached.now)} customers were reached${about} in the last 7 days, nobody in the 7 before.`;
  const change = reached.now / reached.before - 1;
  if (Math.abs(change) < 0.02) return `Reach${about} held at ${count(reached.now)} customers in 7 days.`;
  return `Reach${about} ${change > 0 ? 'rose' : 'fell'} by ${percent(Math.abs(change))} to ${count(reached.now)} customers in 7 days.`;
}

/** The page's title and its second sentence, from the data alone. */
export function findingOf(facts: FindingFacts): Finding {
  const sentences: string[] = [];
  if (facts.cascade && facts.reached && facts.reached.now > 0) sentences.push(`All functions together reached ${count(facts.reached.now)} customers in 7 days, after ${count(facts.reached.before)} in the 7 before.`);
  if (facts.leading) sentences.push(`${facts.leading.label} reached ${percent(facts.leading.share)} of those reached in the last full week.`);
  if (facts.answered?.value != null) sentences.push(`${percent(facts.answered.value)} of those touched in 28 days answered.`);
  return { title: titleOf(facts), detail: sentences.join(' ') };
}
