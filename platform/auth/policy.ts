import type { Role } from '#platform/db';

/** The closed list of row predicates; `column` names what they look at where it is not the usual one. */
export type Predicate =
  | 'all' // every row
  | 'professionals' // every customer but patients
  | 'territory' // customers of my own work
  | 'open' // events that anyone may hear of
  | 'not_held_out' // decisions, without those that were kept back to measure
  | { readonly own: readonly string[] } // one of these columns names me
  | { readonly team: string } // this column names somebody whom I manage
  | { readonly function: string } // this column names my function
  | { readonly either: readonly Predicate[] }; // one of these holds

export type Operation = 'read' | 'insert' | 'update' | 'delete';
/** Which roles may do an operation on which rows; several predicates must all hold. */
export type Grant = { readonly to: readonly Role[]; readonly rows: readonly Predicate[] };
export type TablePolicy = Readonly<Partial<Record<Operation, readonly Grant[]>>>;

/** What a value betrays; a role is granted classes, and a field of another class is never sent to it. */
const FIELD_CLASSES = ['open', 'contact', 'medical', 'phi', 'safety', 'finance', 'secret'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

export type Policy = {
  /** What each role may do: word:verb. */
  readonly permissions: Readonly<Record<string, readonly Role[]>>;
  /** Which classes of fields each role may be sent. */
  readonly classes: Readonly<Record<Role, readonly FieldClass[]>>;
  /** schema.table → who may do what on which rows. A table that is not listed can be reached by nobody. */
  readonly tables: Readonly<Record<string, TablePolicy>>;
  /** Fields that are not open: resource → field → class. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, FieldClass>>>>;
};

const FIRST_PATIENT = 1_000_000_000_000;

/** A predicate as SQL in the shape that an index can serve (one look-up a statement, then an indexable comparison). */
export function predicateSql(predicate: Predicate): string {
  if (predicate === 'all') return 'true';
  if (predicate === 'professionals') return `customer_id < ${FIRST_PATIENT}`;
  if (predicate === 'territory') return 'customer_id = any((select access.customer_ids())::bigint[])';
  if (predicate === 'open') return "class = 'open'";
  if (predicate === 'not_held_out') return "outcome <> 'held_out'";
  if ('own' in predicate) return predicate.own.map((column) => `${column} = (select access.user_id())`).join(' or ');
  if ('team' in predicate) return `${predicate.team} = any((select access.team_ids())::integer[])`;
  if ('function' in predicate) return `${predicate.function} = (select access.function())`;
  return predicate.either.map((part) => `(${predicateSql(part)})`).join(' or ');
}
