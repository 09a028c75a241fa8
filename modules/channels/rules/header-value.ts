// eslint-disable-next-line no-control-regex -- these are exactly what must not stand in a header
const BREAKS = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;
const ADDRESS = /^[^\s"(),:;<>@[\\\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;

/** Whether a value can stand in a header: no line break of any kind, no NUL, no control character (RFC 5322, CVE-2026-82853). */
export const isHeaderValue = (value: string): boolean => value.length <= 900 && !BREAKS.test(value);

/** Whether a text is one plain address and nothing else. */
export const isMailAddress = (value: string): boolean => isHeaderValue(value) && value.length <= 254 && ADDRESS.test(value);
