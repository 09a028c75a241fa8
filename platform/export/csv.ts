const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/; // the wide twins too: spreadsheets of East Asia take them for the same

/** A cell of a CSV file that no spreadsheet takes for a formula (CWE-1236): what begins like one gets an apostrophe in front. */
export function csvCell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /["',\n\r]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
