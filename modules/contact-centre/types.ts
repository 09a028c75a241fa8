import type { Instant, Tx } from '#platform/db';
import type { Case, CaseNote, CaseQuestion } from '#work';

type CertificationRefusal = { readonly reason: string; readonly sentence: string; readonly record?: string };

/** Whether a person may speak about a product's science at an instant; null when he may. Medical knows, and the server joins it. */
type CertifiedNow = (tx: Tx, question: { userId: number; productId: number; market: string; at: Instant }) => Promise<CertificationRefusal | null>;

export type Ports = { readonly certifiedNow: CertifiedNow };

export const HAND_OVER_MODES = ['join', 'call_back'] as const;
export type HandOverMode = (typeof HAND_OVER_MODES)[number];

/** One line of what the liaison will get, or will not. */
export type CrossingItem = { readonly id: string; readonly label: string; readonly detail: string | null };
export type Crossing = { readonly crosses: readonly CrossingItem[]; readonly stays: readonly CrossingItem[] };

export type ConsoleCase = { readonly case: Case; readonly question: CaseQuestion; readonly notes: readonly CaseNote[]; readonly crossing: Crossing; readonly pronoun: string };
