export const IMPORT_FORMATS = ['nppes', 'partd', 'hospitals', 'csv'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

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

/** The cells of a line by their place; nothing where there is none. */
export type Cells = { readonly cell: (place: number) => string };
/** Reads the lines of one file; made from the file's header. */
export type RowReader = (cells: Cells) => ReadRow;
export type OpenFormat = (file: { header: readonly string[]; fileName: string; mapping?: unknown }) => RowReader;

export type ImportCounts = { total: number; loaded: number; unchanged: number; changed: number; rejected: number };
