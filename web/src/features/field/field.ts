import { queryOptions } from '@tanstack/react-query';
import { get, type Answer, type Body } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { keep, kept, type WaitingChange } from './device-store.ts';

type Day = Answer<'/api/field/day'>;
type Report = Body<'/api/field/visits/{visitId}/report'>;
export type Outcome = Report['outcome'];
export type Discussed = NonNullable<Report['discussed']>[number];
export type NextStep = NonNullable<Report['nextStep']>;
export type NotNow = Body<'/api/field/visits/{visitId}/decline'>['reason'];

// In the order in which a report offers them.
export const OUTCOMES = ['met', 'met_briefly', 'not_available', 'cancelled_by_customer'] as const satisfies readonly Outcome[];
export const DISCUSSED = ['coverage', 'efficacy', 'safety_information', 'dosing', 'samples', 'patient_support', 'other'] as const satisfies readonly Discussed[];
export const NEXT_STEPS = ['none', 'visit_again', 'mail_is_welcome'] as const satisfies readonly NextStep[];
export const NOT_NOW = ['no_time', 'wrong_time', 'already_seen', 'customer_declined', 'not_my_customer'] as const satisfies readonly NotNow[];

export type Visit = Day['visits'][number] & {
  /** A change of it waits on this device. */
  readonly waits?: boolean;
};
export type Facts = NonNullable<Day['next']>['facts'];
export type TaskToPlan = Day['toPlan'][number];
/** A day, and when it was read if it is the copy of this device. */
export type KeptDay = Day & { readonly keptAt: number | null };

export type Practice = Answer<'/api/field/practices/{customerId}/history'>;
export type Touch = Practice['rows'][number];

const isUnreachable = (error: unknown): boolean => error instanceof ProblemError && (error.status === 0 || error.status >= 500);

/** My day; without a network the last one that this device read. */
export const dayQuery = (userId: number, date?: string | undefined) => queryOptions({
  queryKey: ['field', 'day', userId, date ?? 'today'],
  networkMode: 'always', // offline it is answered from the device
  queryFn: async ({ signal }): Promise<KeptDay> => {
    const name = `day:${userId}:${date ?? 'today'}`;
    try {
      const day = await get('/api/field/day', { query: { date }, signal });
      await keep(name, { day, at: Date.now() });
      return { ...day, keptAt: null };
    } catch (error) {
      const copy = isUnreachable(error) ? await kept<{ day: Day; at: number }>(name) : undefined;
      if (!copy) throw error;
      return { ...copy.day, keptAt: copy.at };
    }
  },
});

export const practiceQuery = (customerId: string, cursor?: string | undefined) =>
  queryOptions({ queryKey: ['field', 'practice', customerId, cursor ?? ''], queryFn: ({ signal }) => get('/api/field/practices/{customerId}/history', { path: { customerId: Number(customerId) }, query: { cursor, limit: 50 }, signal }) });
export const suggestionQuery = (customerId: number) =>
  queryOptions({ queryKey: ['field', 'suggestion', customerId], queryFn: ({ signal }) => get('/api/field/suggested-time', { query: { customerId }, signal }) });

/** A visit as it will be once what waits on this device has left. */
export function withWaiting(visit: Visit, waiting: readonly WaitingChange[]): Visit {
  const last = waiting.findLast((change) => change.visitId === visit.visitId);
  if (!last) return visit;
  if (last.path.endsWith('/accept')) return { ...visit, state: 'planned', startsAt: (last.body['startsAt'] as string | undefined) ?? visit.startsAt, waits: true };
  if (last.path.endsWith('/decline')) return { ...visit, state: visit.state === 'planned' ? 'cancelled' : 'declined', declineReason: last.body['reason'] as NotNow, waits: true };
  return { ...visit, state: 'done', outcome: last.body['outcome'] as Outcome, waits: true };
}
