import { Problem } from '#platform/problem';

export const unreadable = (detail: string, cause?: unknown) => new Problem('customers.import_unreadable', { detail }, { cause });
