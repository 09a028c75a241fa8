import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { keep, kept, type WaitingChange } from './device-store.ts';

export const OUTCOMES = ['met', 'met_briefly', 'not_available', 'cancelled_by_customer'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const DISCUSSED = ['coverage', 'efficacy', 'safety_information', 'dosing', 'samples', 'patient_support', 'other'] as const;
export type Discussed = (typeof DISCUSSED)[number];
export const NEXT_STEPS = ['none', 'visit_again', 'mail_is_welcome'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];
export const NOT_NOW = ['no_time', 'wrong_time', 'already_seen', 'customer_declined', 'not_my_customer'] as const;
export type NotNow = (typeof NOT_NOW)[number];

export type Visit = {
  readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly timeZone: string;
  readonly practiceId: number | null; readonly practiceName: string | null; readonly state: 'proposed' | 'planned' | 'done' | 'declined' | 'cancelled'; readonly startsAt: string; readonly minutes: number; readonly purpose: string;
  readonly productName: string | null; readonly askedByName: string | null; readonly outcome: Outcome | null; readonly declineReason: NotNow | null; readonly refusal: { readonly code: string; readonly record: string | null; readonly sentence: string } | null;
  /** A change of it waits on this device. */
  readonly waits?: boolean;
};
export type Facts = {
  readonly askedAt: string | null; readonly closed: { readonly channel: string; readonly productName: string | null; readonly since: string } | null;
  readonly coverage: { readonly payerId: number; readonly payerName: string; readonly productName: string; readonly status: string; readonly tier: number | null; readonly effectiveFrom: string } | null;
  readonly medical: { readonly at: string; readonly channel: string; readonly personName: string | null } | null; readonly lastVisitAt: string | null; readonly colleaguesAsked: number;
};
export type TaskToPlan = { readonly taskId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly city: string | null; readonly timeZone: string; readonly title: string; readonly reason: string; readonly dueAt: string | null; readonly productId: number | null; readonly cascadeId: number | null };
export type Day = {
  readonly date: string; readonly timeZone: string; readonly now: string; readonly visits: readonly Visit[]; readonly elsewhere: readonly Visit[]; readonly toPlan: readonly TaskToPlan[];
  readonly capacity: { readonly perDay: number | null; readonly booked: number }; readonly next: { readonly visit: Visit; readonly facts: Facts } | null;
};
/** A day, and when it was read if it is the copy of this device. */
export type KeptDay = Day & { readonly keptAt: number | null };

export type Touch = {
  readonly interactionId: number; readonly customerId: number; readonly customerName: string; readonly occurredAt: string; readonly function: string; readonly channel: string; readonly direction: string;
  readonly state: string; readonly headline: string; readonly personName: string | null; readonly minutes: number | null; readonly productName: string | null; readonly inPart: boolean;
};
export type Practice = {
  readonly practice: { readonly practiceId: number; readonly name: string; readonly city: string | null; readonly state: string | null };
  readonly people: readonly { readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly lastTouchAt: string | null }[];
  readonly rows: readonly Touch[]; readonly nextCursor: string | null;
};

const isUnreachable = (error: unknown): boolean => error instanceof ProblemError && (error.status === 0 || error.status >= 500);

/** My day; without a network the last one that this device read. */
export const dayQuery = (userId: number, date?: string | undefined) => queryOptions({
  queryKey: ['field', 'day', userId, date ?? 'today'],
  networkMode: 'always', // offline it is answered from the device
  queryFn: async ({ signal }): Promise<KeptDay> => {
    const name = `day:${userId}:${date ?? 'today'}`;
    try {
      const day = await request<Day>('GET', '/field/day', { query: { date }, signal });
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
  queryOptions({ queryKey: ['field', 'practice', customerId, cursor ?? ''], queryFn: ({ signal }) => request<Practice>('GET', `/field/practices/${customerId}/history`, { query: { cursor, limit: 50 }, signal }) });
export const suggestionQuery = (customerId: number) =>
  queryOptions({ queryKey: ['field', 'suggestion', customerId], queryFn: ({ signal }) => request<{ startsAt: string | null; timeZone: string; preferredTime: string }>('GET', '/field/suggested-time', { query: { customerId }, signal }) });

/** A visit as it will be once what waits on this device has left. */
export function withWaiting(visit: Visit, waiting: readonly WaitingChange[]): Visit {
  const last = waiting.findLast((change) => change.visitId === visit.visitId);
  if (!last) return visit;
  if (last.path.endsWith('/accept')) return { ...visit, state: 'planned', startsAt: (last.body['startsAt'] as string | undefined) ?? visit.startsAt, waits: true };
  if (last.path.endsWith('/decline')) return { ...visit, state: visit.state === 'planned' ? 'cancelled' : 'declined', declineReason: last.body['reason'] as NotNow, waits: true };
  return { ...visit, state: 'done', outcome: last.body['outcome'] as Outcome, waits: true };
}
