import type { Tx } from '#platform/db';

/** What is wrong with one field of one line, and what would be right. */
export type Fault = { readonly field: string; readonly reason: string; readonly remedy: string };

/** What one line says of one party, in our words (columns of the database): kept as the source record, and read by the SQL of the merge. */
export type Facts = {
  readonly kind?: string;
  readonly name?: string;
  readonly sort_name?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly credential?: string;
  readonly pronoun?: string;
  readonly status?: string;
  readonly specialty?: string;
  readonly specialty_name?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postal_code?: string;
  readonly time_zone?: string;
  readonly language?: string;
  readonly decile?: number;
  readonly licence_valid_until?: string;
  /** Used where no source gives a name or a kind. */
  readonly fallback_name?: string;
  readonly fallback_kind?: string;
  readonly identifiers?: readonly { system: string; value: string; valid_from?: string; valid_to?: string; state?: string }[];
  readonly addresses?: readonly { type: string; line1: string; line2?: string; city: string; state: string; postal_code: string; county?: string; country?: string }[];
  readonly contact_points?: readonly { kind: string; value: string }[];
  readonly specialties?: readonly { code: string; rank: number; licence?: string; licence_state?: string }[];
  readonly measures?: readonly { name: string; period: string; subject: string; value: number; suppressed?: boolean }[];
  /** Whose member the party is: the organisation by its identifier. */
  readonly affiliations?: readonly { system: string; value: string; role: string }[];
  /** What the source says besides, shown to stewards as it came. */
  readonly attributes?: Readonly<Record<string, string>>;
};

type SourceRow = {
  /** What the row is called in its source; the second time it is the same row. */
  readonly key: string;
  /** The identifier by which its party is found or made. */
  readonly idSystem: string;
  readonly idValue: string;
  readonly facts: Facts;
};

export type ReadRow = { readonly ok: true; readonly row: SourceRow } | { readonly ok: false; readonly faults: readonly Fault[] };

/** The cells of a line by their place; nothing where there is none. Files of JSON records give the record as well. */
export type Cells = { readonly cell: (place: number) => string; readonly record?: unknown };
/** Reads the lines of one file; made from the file's header. */
export type RowReader = (cells: Cells) => ReadRow;
type OpenedFile = { readonly header: readonly string[]; readonly fileName: string };
export type OpenFormat = (file: OpenedFile & { readonly mapping?: unknown }) => RowReader;

/** A file of customers that we know how to read: each line speaks of one party. */
export type SourceFormat = {
  readonly format: string;
  readonly recognises: (file: OpenedFile) => boolean;
  readonly open: OpenFormat;
  /** Each line names one party by one number: batches of different numbers may be merged at the same time. */
  readonly oneNumber: boolean;
};

type RecordRow = { readonly line: number; readonly key: string; readonly digest: string; readonly record: object };
/**
 * A file whose lines another module keeps: plans, drugs, codes. That module reads a line and writes a batch; the books, rejects, repeats and the kill-safe
 * batches are ours. `write` says how many rows were new, as they were, and changed: the same rows again change nothing.
 */
export type Importer = {
  readonly format: string;
  readonly recognises: (file: OpenedFile) => boolean;
  readonly open: (file: OpenedFile) => (cells: Cells) => { readonly ok: true; readonly row: { readonly key: string; readonly record: object } } | { readonly ok: false; readonly faults: readonly Fault[] };
  readonly write: (tx: Tx, batch: { readonly format: string; readonly importId: number; readonly rows: readonly RecordRow[] }) => Promise<{ readonly loaded: number; readonly unchanged: number; readonly changed: number }>;
};

export type ImportCounts = { total: number; loaded: number; unchanged: number; changed: number; rejected: number };
