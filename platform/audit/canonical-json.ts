/**
 * JSON as RFC 8785 (JCS) prints it: names in the order of their UTF-16 units, numbers and strings as ECMAScript prints them, no blanks. Two programs that
 * agree on a record agree on its bytes.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no form in JSON`);
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('a lone surrogate has no form in UTF-8');
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`${typeof value} has no form in JSON`);
  const fields = Object.entries(value).filter(([, part]) => part !== undefined);
  // Not toSorted with a comparison by locale: the order is that of the code units, which is what < compares.
  return `{${fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => `${canonicalJson(name)}:${canonicalJson(part)}`).join(',')}}`;
}
