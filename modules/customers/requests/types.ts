import type { Tx } from '#platform/db';

export const REQUEST_KINDS = ['correct', 'new_person', 'close_affiliation', 'merge'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const REQUEST_STATES = ['new', 'submitted', 'pending', 'processed', 'cancelled'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const LINE_RESULTS = ['accepted', 'rejected', 'modified', 'already_applied'] as const;
type LineResult = (typeof LINE_RESULTS)[number];

/** The fields of a golden record that anybody may ask to have corrected. */
export const REQUEST_FIELDS = ['name', 'givenName', 'familyName', 'credential', 'specialtyName', 'city', 'state', 'postalCode', 'email', 'phone'] as const;
export type RequestField = (typeof REQUEST_FIELDS)[number];

export type RequestLine = {
  readonly lineNo: number; readonly subjectId: number; readonly field: string; readonly stated: string; readonly wanted: string;
  readonly result: LineResult | null; readonly applied: string | null; readonly reason: string;
};
type RequestFile = { readonly fileNo: number; readonly name: string; readonly type: string; readonly size: number };
export type ChangeRequest = {
  readonly requestId: number; readonly customerId: number; readonly customerName: string; readonly kind: RequestKind; readonly state: RequestState; readonly note: string; readonly requestedBy: number;
  readonly requestedByName: string; readonly createdAt: string; readonly submittedAt: string | null; readonly takenByName: string | null; readonly decidedByName: string | null; readonly decidedAt: string | null;
  readonly answer: string; readonly lines: readonly RequestLine[]; readonly files: readonly RequestFile[];
};

type Note = { readonly userIds?: readonly number[]; readonly role?: 'steward'; readonly customerId: number; readonly kind: string; readonly headline: string; readonly detail?: string; readonly link: string; readonly key: string };
/** Who tells people: a module above implements it, the server joins them. */
export type Tell = (tx: Tx, notes: readonly Note[]) => Promise<void>;
