// What a column tells, of whom, and what becomes of it when that person asks to be erased. Every column of every table has its place here; a check holds it.

const CATEGORIES = ['identity', 'contact', 'professional', 'behaviour', 'wishes', 'free_text', 'medical', 'safety', 'work', 'sign_in'] as const;
export type Category = (typeof CATEGORIES)[number];
/** delete: the row goes; blank: the value goes, the row stays as a number; pseudonymise: another name for nobody; keep: the law says so. */
export type Erasure = 'delete' | 'blank' | 'pseudonymise' | 'keep';
/** customer: a professional or a patient, by the number. colleague: who works for us. */
export type Subject = 'customer' | 'colleague';

export type TableData = {
  /** Whose the row is; left out: it is about nobody. */
  readonly of?: Subject;
  /** Columns by which the person's rows are found, where it is not customer_id or user_id; `text`: rows that hold one of the person's own numbers or addresses. */
  readonly by?: readonly string[];
  readonly text?: string;
  readonly purpose: string;
  /** Article of the GDPR. */
  readonly basis?: string;
  readonly retention?: string;
  /** Of the whole row; single columns say otherwise. */
  readonly erase?: Erasure;
  /** The law that keeps it, where it is kept. */
  readonly because?: string;
  /** Columns that tell something of the person, each with its category and, where the row stays, what becomes of it. */
  readonly personal?: Readonly<Record<string, Category | readonly [Category, Erasure]>>;
  /** Columns that name a colleague by number: nameless once her own row is. */
  readonly staff?: string;
  /** Everything else. */
  readonly plain: string;
};
export type Catalogue = Readonly<Record<string, TableData>>;

export const CONTRACT = 'Art. 6(1)(b), work contract';
export const INTEREST = 'Art. 6(1)(f), serving and not disturbing a professional';
export const CONSENT = 'Art. 6(1)(a), consent';
export const OBLIGATION = 'Art. 6(1)(c), legal obligation';
export const HEALTH = 'Art. 9(2)(i), safety of medicines';
export const ON_FILE = 'while the customer is on file';
export const EMPLOYED = 'while employed';
