import { phoneOf, postalCodeOf } from './numbers.ts';
import { timeZoneOf } from './time-zone.ts';

type FieldValue = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly remedy: string };

export const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const EXTENSION = /^(.*?)[\s,]*(?:x|ext\.?)\s*(\d{1,6})$/i;
const ZIP = /^\d{5}(-\d{4})?$/;

const fine = (value: string): FieldValue => ({ ok: true, value });
const orElse = (value: string, remedy: string): FieldValue => (value ? { ok: true, value } : { ok: false, remedy });

function numberOf(text: string): string {
  const [, number = text, extension] = EXTENSION.exec(text) ?? [];
  const plain = phoneOf(number);
  return plain && extension ? `${plain} x${extension}` : plain;
}

/** What somebody says of a field in the one form in which it is kept, or what would be right. Places are judged where their forms are known: in the United States. */
export function fieldValueOf(field: string, text: string, country = 'US'): FieldValue {
  const value = text.trim();
  if (field === 'email') return orElse(EMAIL.test(value) ? value.toLowerCase() : '', 'Write it as name@domain.');
  if (field === 'phone') return orElse(numberOf(value), 'Give ten digits, or + and the country code.');
  if (value === '' || country !== 'US') return fine(value);
  if (field === 'state') return orElse(timeZoneOf(value) ? value.toUpperCase() : '', 'Give the two letters of a state, such as NY.');
  if (field === 'postalCode') return orElse(ZIP.test(postalCodeOf(value)) ? postalCodeOf(value) : '', 'Give five digits, or nine such as 10016-1234.');
  return fine(value);
}
