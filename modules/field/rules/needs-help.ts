/** What a person's next seven days hold and what waits for them. */
export type Load = {
  /** Visits that stand in the next seven days. */
  readonly booked: number;
  /** Visits asked for that have no answer or no time yet. */
  readonly waiting: number;
  /** How many visits a day takes; null where nobody set it. */
  readonly perDay: number | null;
  readonly overdueTasks: number;
  /** Visits that are over by a day and have no report. */
  readonly unreported: number;
};

export const HELP = ['more_than_fits', 'overdue_tasks', 'unreported_visits'] as const;
export type Help = (typeof HELP)[number];

const WORKING_DAYS = 5; // of any seven days

/** How many visits the next seven days take; null where nobody set it. */
export const roomOf = ({ perDay }: Pick<Load, 'perDay'>): number | null => (perDay === null ? null : perDay * WORKING_DAYS);

/** Why somebody may need help; nothing here asks whether enough was done, only whether what is asked still fits. */
export function needsHelp(load: Load): readonly Help[] {
  const room = roomOf(load);
  const holds: Readonly<Record<Help, boolean>> = {
    more_than_fits: room !== null && load.booked + load.waiting > room,
    overdue_tasks: load.overdueTasks > 0,
    unreported_visits: load.unreported > 0,
  };
  return HELP.filter((reason) => holds[reason]);
}
