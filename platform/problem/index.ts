/** A known failure: something the caller can act on, with a code that documents, tests and pages share (RFC 9457). */
export type ProblemCode = `${string}.${string}`;
export type FieldFault = { readonly field: string; readonly message: string };
export type ProblemSpec = { readonly status: number; readonly title: string };

const known = new Map<string, ProblemSpec>();

/** Declares a module's problem codes, each with its HTTP status and one sentence; call it once in `problems.ts`. */
export function problems<T extends Record<string, ProblemSpec>>(table: T): T {
  for (const [code, spec] of Object.entries(table)) known.set(code, spec);
  return table;
}

/** Every declared code, for the API document. */
export const listProblems = (): ReadonlyMap<string, ProblemSpec> => known;

export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldFault[];

  constructor(
    code: ProblemCode,
    details: Readonly<Record<string, unknown>> & { fields?: readonly FieldFault[]; detail?: string } = {},
    options: { cause?: unknown } = {},
  ) {
    const spec = known.get(code) ?? { status: 500, title: `Undeclared problem ${code}` };
    super(details.detail ?? spec.title, options);
    this.name = 'Problem';
    this.code = code;
    this.status = spec.status;
    this.title = spec.title;
    const { fields, ...rest } = details;
    this.details = rest;
    this.fields = fields ?? [];
  }

  /** The body of an application/problem+json answer. */
  toJSON(): Record<string, unknown> {
    return {
      type: `https://tutti.invalid/problems/${this.code}`,
      title: this.title,
      status: this.status,
      code: this.code,
      ...this.details,
      ...(this.fields.length ? { fields: this.fields } : {}),
    };
  }
}

problems({
  'request.invalid': { status: 400, title: 'The request is not valid.' },
  'request.not_found': { status: 404, title: 'There is nothing here, or nothing that you may see.' },
  'request.not_signed_in': { status: 401, title: 'Sign in first.' },
  'request.not_allowed': { status: 403, title: 'Your role may not do this.' },
  'request.conflict': { status: 409, title: 'Somebody changed this in the meantime.' },
  'request.in_flight': { status: 409, title: 'The same request is still being carried out.' },
  'request.key_reused': { status: 422, title: 'This idempotency key was used for another request.' },
  'request.too_large': { status: 413, title: 'The request is too large.' },
  'request.too_many': { status: 429, title: 'Too many requests. Wait a little.' },
  'request.cross_site': { status: 403, title: 'The request came from another site.' },
  'server.fault': { status: 500, title: 'Something broke on our side. Nothing was saved.' },
  'server.unavailable': { status: 503, title: 'The database did not answer. Try again.' },
});
