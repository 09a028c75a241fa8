import { endOfDay } from './business-hours.ts';

export const BUCKETS = ['now', 'today', 'later', 'waiting'] as const;
export type Bucket = (typeof BUCKETS)[number];

export type Clocked = { readonly dueAt: string | null; readonly snoozedUntil?: string | null; readonly waitsForOthers?: boolean; readonly urgent?: boolean };

const SOON_MS = 60 * 60_000; // within the hour counts as now

/** Where an entry of the inbox stands: by its clock, in the reader's zone. */
export function bucketOf(item: Clocked, now: string, zone: string): Bucket {
  if (item.waitsForOthers) return 'waiting';
  if (item.snoozedUntil && item.snoozedUntil > now) return 'later';
  if (item.urgent) return 'now';
  if (!item.dueAt) return 'later';
  if (new Date(item.dueAt).getTime() - new Date(now).getTime() <= SOON_MS) return 'now';
  return item.dueAt < endOfDay(now, zone) ? 'today' : 'later';
}
