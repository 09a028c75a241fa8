import type { CustomerKind } from '../types.ts';

/** What a decision about a merge looks at, of each of two records. */
export type MergeFacts = {
  readonly customerId: number;
  readonly kind: CustomerKind;
  readonly status: 'active' | 'inactive' | 'deactivated' | 'merged';
  /** NPIs that are valid. */
  readonly npis: readonly string[];
};
type MergeVeto = 'same_record' | 'different_kind' | 'patient' | 'different_npi' | 'deactivated' | 'said_different';
type MergeDecision = { readonly ok: true } | { readonly ok: false; readonly reason: MergeVeto; readonly sentence: string };

const refused = (reason: MergeVeto, sentence: string): MergeDecision => ({ ok: false, reason, sentence });

/** Whether two records may become one, whoever asks. `saidDifferent`: the newest verdict on any of their records is "not the same". */
export function mayMerge(left: MergeFacts, right: MergeFacts, saidDifferent: boolean): MergeDecision {
  if (left.customerId === right.customerId) return refused('same_record', 'They are one record already.');
  if (left.kind === 'patient' || right.kind === 'patient') return refused('patient', 'A patient is never merged here: records of patients are protected apart.');
  if (left.kind !== right.kind) return refused('different_kind', `One is a ${left.kind}, the other a ${right.kind}: only records of one kind become one.`);
  if (left.npis.length && right.npis.length && !left.npis.some((npi) => right.npis.includes(npi))) {
    return refused('different_npi', `They have different valid NPIs, ${left.npis[0]} and ${right.npis[0]}. If one of them is wrong, correct it first.`);
  }
  if ((left.status === 'deactivated') !== (right.status === 'deactivated')) return refused('deactivated', 'The registry has deactivated one of them, and the other is active. If that is wrong, correct it first.');
  if (saidDifferent) return refused('said_different', 'A steward has said that they are not the same. Withdraw that verdict first.');
  return { ok: true };
}

/** What suggests which of two records should stay. */
export type Standing = { readonly customerId: number; readonly status: string; readonly npis: readonly string[]; readonly sources: readonly string[]; readonly hanging: number };

const TRUST: readonly string[] = ['steward', 'nppes', 'hospitals', 'partd'];
const trustOf = ({ sources }: Standing): number => Math.min(...sources.map((source) => (TRUST.includes(source) ? TRUST.indexOf(source) : TRUST.length)), TRUST.length);

/** Which record keeps its number: an active one, with an NPI, of the more trusted source, on which more hangs, the older. */
export function winnerOf(left: Standing, right: Standing): number {
  const order = [
    Number(right.status === 'active') - Number(left.status === 'active'), Number(right.npis.length > 0) - Number(left.npis.length > 0),
    trustOf(left) - trustOf(right), right.hanging - left.hanging, left.customerId - right.customerId,
  ];
  return (order.find((one) => one !== 0) ?? 0) <= 0 ? left.customerId : right.customerId;
}
