import { REVIEWS, type Meaning, type VersionState } from '../types.ts';

export type Deed = 'edit' | 'submit' | 'give_back' | 'withdraw';
type Refusal = { readonly ok: false; readonly reason: 'wrong_state' | 'own_review' | 'already_signed' | 'reviews_missing' | 'text_changed' | 'validity_invalid' };
export type Permission = { readonly ok: true } | Refusal;

/** Draft → in review → approved → expired, withdrawn or superseded; a reviewer may give a text back. */
const FROM: Readonly<Record<Deed, readonly VersionState[]>> = {
  edit: ['draft'], submit: ['draft'], give_back: ['in_review'], withdraw: ['approved', 'in_review', 'draft'],
};

export const mayDo = (deed: Deed, state: VersionState): Permission => (FROM[deed].includes(state) ? { ok: true } : { ok: false, reason: 'wrong_state' });

export type Signing = {
  readonly state: VersionState;
  readonly meaning: Exclude<Meaning, 'author'>;
  readonly signerId: number;
  readonly authorId: number | null;
  /** The digest of the text as it stands, and of the text that the signer read. */
  readonly digest: string;
  readonly digestRead: string;
  readonly validTo: string;
  readonly today: string;
  readonly signatures: readonly { readonly userId: number; readonly meaning: Meaning; readonly digest: string }[];
};

/** Reviews of this very text that are still owed. */
export const reviewsOwed = ({ digest, signatures }: Pick<Signing, 'digest' | 'signatures'>): readonly Meaning[] =>
  REVIEWS.filter((review) => !signatures.some((one) => one.meaning === review && one.digest === digest));

export function maySign(signing: Signing): Permission {
  const { state, meaning, signerId, authorId, digest, signatures } = signing;
  if (state !== 'in_review') return { ok: false, reason: 'wrong_state' };
  if (signing.digestRead !== digest) return { ok: false, reason: 'text_changed' };
  if (signerId === authorId) return { ok: false, reason: 'own_review' };
  if (signatures.some((one) => one.userId === signerId && one.meaning === meaning && one.digest === digest)) return { ok: false, reason: 'already_signed' };
  if (meaning === 'approve' && reviewsOwed(signing).length > 0) return { ok: false, reason: 'reviews_missing' };
  if (meaning === 'approve' && signing.validTo < signing.today) return { ok: false, reason: 'validity_invalid' };
  return { ok: true };
}
