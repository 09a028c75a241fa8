import type { Tx } from '#platform/db';
import type { Connects } from '../connect/types.ts';

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
  /** ISO 3166; what the customer's market is told by. */
  readonly country?: string;
  readonly time_zone?: string;
  readonly language?: string;
  readonly decile?: number;
  readonly licence_valid_until?: string;
  /** Used where no source gives a name or a kind. */
  readonly fallback_name?: string;
  readonly fallback_kind?: string;
  readonly identifiers?: readonly { system: string; value: string; valid_from?: string; valid_to?: string; lapsed_from?: string; lapsed_to?: string; state?: string }[];
  readonly addresses?: readonly { type: string; line1: string; line2?: string; city: string; state: string; postal_code: string; county?: string; country?: string; source_key?: string }[];
  readonly contact_points?: readonly { kind: string; value: string }[];
  readonly specialties?: readonly { code: string; rank: number; licence?: string; licence_state?: string }[];
  readonly measures?: readonly { name: string; period: string; subject: string; value: number; suppressed?: boolean }[];
  /** Whose member the party is: the organisation by its identifier. */
  readonly affiliations?: readonly { system: string; value: string; role: string }[];
  /** The day on which the source last changed what it says. */
  readonly changed_on?: string;
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

/** A line that a mapping leaves out is no fault: it is counted apart. */
export type ReadRow = { readonly ok: true; readonly row: SourceRow } | { readonly ok: false; readonly faults: readonly Fault[]; readonly leftOut?: true };

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
  /** In whose name the lines speak, where that is not the format's own. */
  readonly source?: string;
  /** Of a connector's object: its mapping; and the column that names the customer, where each line hangs on one who must be on file. */
  readonly connects?: Connects;
  readonly parent?: string;
};

export type RecordRow = { readonly line: number; readonly key: string; readonly digest: string; readonly record: object; /** As it came; of connectors alone, whose importers may refuse a row when they write it. */ readonly raw?: string };
export type WrittenRows = {
  readonly loaded: number; readonly unchanged: number; readonly changed: number;
  /** Rows of other markets, and rows that were refused because of what is on file: neither is among the three. */
  readonly leftOut?: number; readonly rejects?: readonly (Fault & { readonly line: number; readonly raw: string })[];
};
/** What an importer took back of a run: rows gone, rows that say again what they said, rows that stay. `seen` 0: nothing is left to do. */
type TakenBack = { readonly seen: number; readonly removed: number; readonly restored: number; readonly kept: number; readonly lastId?: number };
/**
 * A file whose lines another module keeps: plans, drugs, codes. That module reads a line and writes a batch; the books, rejects, repeats and the kill-safe
 * batches are ours. `write` says how many rows were new, as they were, and changed: the same rows again change nothing.
 */
export type Importer = {
  readonly format: string;
  readonly recognises: (file: OpenedFile) => boolean;
  readonly connects?: Connects;
  readonly open: (file: OpenedFile & { readonly mapping?: unknown }) => (cells: Cells) => { readonly ok: true; readonly row: { readonly key: string; readonly record: object } } | { readonly ok: false; readonly faults: readonly Fault[] };
  readonly write: (tx: Tx, batch: { readonly format: string; readonly importId: number; readonly fileName: string; readonly market: string | null; readonly rows: readonly RecordRow[] }) => Promise<WrittenRows>;
  /** Takes back a stretch of what a run wrote, from a customer on. Without it the run cannot be undone. */
  readonly undo?: (tx: Tx, importId: number, after: number) => Promise<TakenBack>;
};

/** `leftOut`: lines of other markets, and those that a mapping leaves out, which are not among the total. */
export type ImportCounts = { total: number; loaded: number; unchanged: number; changed: number; rejected: number; leftOut: number };
