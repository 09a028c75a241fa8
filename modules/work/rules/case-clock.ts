import { addBusinessMinutes } from './business-hours.ts';

const HOUR = 60;
const OTHER_MINUTES = 8 * HOUR;

/** How many business minutes a desk has by kind of case. */
export const CASE_CLOCK_MINUTES: Readonly<Record<string, number>> = {
  complaint: HOUR, // it may be about the product: safety must hear the same hour
  unsubscribe: HOUR, // mail already queued must not reach her
  question: 2 * HOUR,
  reply: 4 * HOUR,
  sample_request: 8 * HOUR,
  visit_request: 8 * HOUR,
};

/** By when a case of this kind is to be settled, in business hours where she is. */
export const caseDueAt = (kind: string, openedAt: string, zone: string): string =>
  addBusinessMinutes(openedAt, CASE_CLOCK_MINUTES[kind] ?? OTHER_MINUTES, zone);
