/** One field's fault in an RFC 9457 answer. */
type FieldFault = { readonly field: string; readonly message: string };

/** The body of an `application/problem+json` answer. */
export type ProblemBody = {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly fields?: readonly FieldFault[];
  /** Of a change that needs a reason: what is changed, and the list. */
  readonly resource?: string;
  readonly reasons?: readonly { readonly code: string; readonly label: string }[];
};

/** What every failed request throws; `code` is what a person may read out to us. */
export class ProblemError extends Error {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody, options?: ErrorOptions) {
    super(problem.title, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }

  /** The message for one field, for a form to show at it. */
  fieldMessage(field: string): string | undefined {
    return this.problem.fields?.find((fault) => fault.field === field)?.message;
  }
}

/** What is wrong with a text, field by field, to stand at it; undefined where no field was named. */
export const faultsInWords = (error: unknown): string | undefined => (error instanceof ProblemError ? error.problem.fields?.map(({ field, message }) => `${field}: ${message}`).join('. ') : undefined) || undefined;

/** An unknown page and a forbidden one read alike (UX §6). */
export const isNotThere = (error: unknown): boolean =>
  error instanceof ProblemError && (error.status === 404 || error.status === 403);
