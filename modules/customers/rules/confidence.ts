/** Who said of an affiliation that it holds, and when last. `stated`: how sure that source was, in its own words. */
export type Evidence = { readonly source: string; readonly saidOn: string; readonly stated: number };

// How far a source is believed on its day: an order with round steps, as in survivorship, not a measurement.
const TRUST: Readonly<Record<string, number>> = { steward: 0.95, nppes: 0.9, hospitals: 0.9, master: 0.9, partd: 0.8, claims: 0.8 };
const OTHERS = 0.7;
const HALF_LIFE_DAYS = 730; // after two years without a word, half of it is left: an assumption, to be replaced by what a company's own loads show
const NEVER_SURE = 0.99; // sources copy from one another: agreement is less than it seems

const days = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000);

/**
 * How sure we are that an affiliation holds on a day, 0 to 0.99: each source is worth its trust, times how sure it said it is, halved every two years since it
 * last said so; sources that agree leave room for doubt only where all of them are wrong.
 */
export function confidenceOf(evidence: readonly Evidence[], on: string): number {
  const doubt = evidence.reduce((left, { source, saidOn, stated }) => left * (1 - (TRUST[source] ?? OTHERS) * stated * 0.5 ** (days(saidOn, on) / HALF_LIFE_DAYS)), 1);
  return Math.round(Math.min(NEVER_SURE, 1 - doubt) * 100) / 100;
}

/** The witnesses of an affiliation, newest first: by source the day on which it last said so; where none is noted, the row's source on its first day. */
export function evidenceOf(edge: { readonly source: string; readonly stated: number; readonly validFrom: string; readonly evidence: Readonly<Record<string, string>> }): Evidence[] {
  const said = Object.entries(edge.evidence);
  const witnesses = said.length ? said : [[edge.source, edge.validFrom] as const];
  return witnesses.map(([source, saidOn]) => ({ source, saidOn, stated: source === edge.source ? edge.stated : 1 })).sort((a, b) => b.saidOn.localeCompare(a.saidOn) || a.source.localeCompare(b.source));
}
