import type { Instant, Tx } from '#platform/db';

/** Rows that go with their customer when the record is merged into another, and come back when that is undone. */
type Moving = {
  readonly table: string;
  readonly moves: true;
  /** Columns that name a customer beside the one to whom the row belongs: they follow the record they name. */
  readonly pointers?: readonly string[];
  /** While this holds of a row `t`, it is in somebody's hands: it moves when they let go of it. */
  readonly busy?: string;
  /** The row stays behind with a row of that table that has the same value in this column and could not move. */
  readonly behind?: { readonly table: string; readonly column: string };
};

/** Rows that stay with the record for which they were written, and why. */
type Staying = { readonly table: string; readonly stays: string };

/** A column that names customers and is left as it is, and why. */
type Unfollowed = { readonly table: string; readonly column: string; readonly why: string };

/** By which address rows came: a select of customer_id, row_key (text[], as in the journal), address, at. */
type Trace = { readonly table: string; readonly select: string };

/** A merge that is being carried out: `loserId` goes into `winnerId`. */
export type MergePair = { readonly mergeId: number; readonly loserId: number; readonly winnerId: number; readonly mergedAt: Instant };

/** What a module says of its tables when two customers become one. `customers` moves; the modules above declare; the server joins. */
export type Moves = {
  readonly tables: readonly (Moving | Staying)[];
  readonly unfollowed?: readonly Unfollowed[];
  readonly traces?: readonly Trace[];
  /** What else must be true from a merge on, before rows move: adds rows of source `merge:<id>`; returns how many. Repeatable for an older merge. */
  readonly join?: (tx: Tx, pairs: readonly MergePair[]) => Promise<number>;
  /** Takes away what `join` added for any of these records. */
  readonly part?: (tx: Tx, customerIds: readonly number[]) => Promise<void>;
  /** Counts anew what is derived from the rows of these customers, once rows have moved or come back. */
  readonly recount?: (tx: Tx, customerIds: readonly number[]) => Promise<void>;
};

export type MovingTable = Moving;
