import { Problem } from '#platform/problem';
import { fieldValueOf } from './rules/field-values.ts';

/** Values that people give, each in the form in which it is kept. Fails with request.invalid, naming each field that holds none, and what would be right. */
export function checkedFields<Field extends string>(given: readonly (readonly [Field, string])[], country: string): (readonly [Field, string])[] {
  const told = given.map(([field, text]) => ({ field, text, told: fieldValueOf(field, text, country) }));
  const fields = told.flatMap(({ field, text, told: one }) => (one.ok ? [] : [{ field, message: `“${text}” does not fit. ${one.remedy}` }]));
  if (fields.length) throw new Problem('request.invalid', { fields });
  return told.map(({ field, text, told: one }) => [field, one.ok ? one.value : text] as const);
}
