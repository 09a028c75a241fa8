import { ProblemError } from '../../api/problem-error.ts';
import type { RefusalProps } from '../../ui/refusal.tsx';

type RefusedBody = { readonly title: string; readonly detail?: string; readonly record?: string; readonly remedy?: string };

/** A refusal of the server in its four parts; an error of another kind keeps its title alone. */
export function refusalOf(error: unknown, what: string): RefusalProps {
  if (!(error instanceof ProblemError)) return { what, why: String(error) };
  const { title, detail, record, remedy } = error.problem as RefusedBody;
  return { what: `${what}: ${title}`, why: detail, ...(record ? { record: { label: record } } : {}), ...(remedy ? { remedy } : {}) };
}
