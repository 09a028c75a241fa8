const DUE_MS = 24 * 60 * 60_000; // company standard for passing what was heard to drug safety: one day, weekends included

/** The first instant at which anybody of ours heard of it. A later report of the same words does not move it. */
export function dayZeroOf(instants: readonly (string | null | undefined)[], now: string): string {
  return instants.filter((at): at is string => Boolean(at)).map((at) => new Date(at).toISOString()).reduce((first, at) => (at < first ? at : first), now);
}

export const dueOf = (dayZeroAt: string): string => new Date(new Date(dayZeroAt).getTime() + DUE_MS).toISOString();
