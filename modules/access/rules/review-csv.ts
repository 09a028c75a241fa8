type Cell = string | number | null;

/** A cell as text; one that a spreadsheet would run as a formula is made text. */
function cellOf(value: Cell): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as comma-separated text (RFC 4180), marked as UTF-8 for spreadsheets. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string => `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
