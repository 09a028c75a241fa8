import type { ReactNode } from 'react';

/** One column. On the phone `narrow` says where its cell goes in the two-line row. */
export type Column<Row> = {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly end?: boolean;
  readonly width?: number | string;
  readonly sortable?: boolean;
  readonly narrow?: 'title' | 'note' | 'end' | 'hide';
};

type Sort = { readonly by: string; readonly descending: boolean };

export type DataTableProps<Row> = {
  /** What the rows are, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while they are on their way. */
  readonly rows: readonly Row[] | undefined;
  readonly rowId: (row: Row) => string;
  /** The row's name in words: "Select Amara Osei". */
  readonly rowName: (row: Row) => string;
  /** Where Enter and a click lead. */
  readonly hrefOf?: (row: Row) => string;
  /** The panel's URL: Space, and a click where there is no `hrefOf`. */
  readonly panelOf?: (row: Row) => string;
  /** The row shown in the panel. */
  readonly currentId?: string;
  readonly tall?: boolean;
  /** In part, as a whole row: hatched. */
  readonly isHatched?: (row: Row) => boolean;
  readonly changedIds?: ReadonlySet<string>;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Filters; while rows are selected the verbs stand in their place. */
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly filters?: ReactNode;
  readonly verbs?: (ids: readonly string[], clear: () => void) => ReactNode;
  readonly empty: ReactNode;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  readonly waitingFor?: string;
  /** Pages by key: where the next and the first one are; never a count. */
  readonly nextHref?: string;
  readonly firstHref?: string;
  readonly newRows?: { readonly count: number; readonly onShow: () => void };
  readonly foot?: ReactNode;
};
