const NAMES_A_CUSTOMER = /(customer|practice|organisation|payer|plan|place)Id$/i;

/** Which customers an answer speaks of, and how often: every field that names one, however deep it stands. */
export function customersIn(value: unknown, found = new Map<number, number>()): Map<number, number> {
  if (Array.isArray(value)) for (const one of value) customersIn(one, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      if (typeof part === 'number' && NAMES_A_CUSTOMER.test(name)) found.set(part, (found.get(part) ?? 0) + 1);
      else customersIn(part, found);
    }
  }
  return found;
}
