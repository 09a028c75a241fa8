/** A table as comma-separated text; a cell that a spreadsheet would run as a formula is made text. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}

const CSV = 'text/csv;charset=utf-8';

/** Gives the reader a file. */
export function saveFile(name: string, text: string, type = CSV): void {
  const mark = type === CSV ? ['\uFEFF'] : []; // tells a spreadsheet that it is UTF-8
  const url = URL.createObjectURL(new Blob([...mark, text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
