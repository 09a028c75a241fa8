import type { Answer, Body } from '../../api/call.ts';
import type { Described } from './import-file.ts';

export type Step = Described['proposal'][number]['do'][number];
export type StepName = Step['do'];
/** Steps and fields have a number of their own while they are edited, so that what one types stays where it is when they move. */
export type DraftStep = { readonly id: number; readonly step: Step };
export type DraftField = { readonly id: number; readonly field: string; readonly from: readonly string[]; readonly take?: 'all' | 'first'; readonly join?: string; readonly steps: readonly DraftStep[]; readonly certain?: boolean };
export type DraftSkip = { readonly id: number; readonly column: string; readonly when: 'is' | 'is_not' | 'empty' | 'filled'; readonly values: readonly string[] };
type Encoding = 'utf-8' | 'windows-1252';
type Options = { readonly separator?: ',' | '\t' | ';' | '|' | undefined; readonly encoding?: Encoding | undefined; readonly sheet?: string | undefined };
export type Draft = {
  readonly fileId: number; readonly format: string; readonly source: string; readonly period: string; readonly options: Options; readonly nothing: readonly string[]; readonly skip: readonly DraftSkip[];
  readonly fields: readonly DraftField[]; readonly saved: { readonly mappingId: number; readonly name: string; readonly version: number; readonly definition: unknown } | null; readonly name: string;
};

let last = 0;
export const nextId = (): number => { last += 1; return last; };

type Given = { readonly field: string; readonly from?: readonly string[] | undefined; readonly take?: 'all' | 'first' | undefined; readonly join?: string | undefined; readonly do?: readonly Step[] | undefined; readonly certain?: boolean };
export const numbered = (step: Step): DraftStep => ({ id: nextId(), step });
export const fieldOf = ({ field, from = [], take, join, do: steps = [], certain }: Given): DraftField =>
  ({ id: nextId(), field, from, ...(take ? { take } : {}), ...(join === undefined ? {} : { join }), steps: steps.map(numbered), ...(certain === undefined ? {} : { certain }) });

export const draftOf = (file: Described, options: Options): Draft =>
  ({ fileId: file.fileId, format: file.recognised ?? 'csv', source: 'csv', period: 'current', options, nothing: [], skip: [], fields: file.proposal.map(fieldOf), saved: null, name: '' });

type Definition = Partial<Pick<Draft, 'source' | 'period' | 'options' | 'nothing'>> & { readonly skip?: readonly Omit<DraftSkip, 'id'>[]; readonly fields?: readonly Given[] };

/** What somebody wrote, or saved, as a draft; {"column": "field"} is the short form. What is wrong in it is the server's to say. */
export function draftWith(draft: Draft, definition: unknown, name: string): Draft {
  const whole: Definition = typeof definition === 'object' && definition !== null && !('fields' in definition) && Object.values(definition).every((one) => typeof one === 'string')
    ? { fields: Object.entries(definition as Record<string, string>).map(([column, field]) => ({ field, from: [column] })) } : definition as Definition;
  const { source = 'csv', period = 'current', options = {}, nothing = [], skip = [], fields = [] } = whole;
  return { ...draft, format: 'csv', saved: null, name, source, period, options, nothing, skip: skip.map((one) => ({ ...one, values: one.values ?? [], id: nextId() })), fields: fields.map(fieldOf) };
}

/** A line for which nobody has said yet what it becomes is not part of the mapping. */
export const isNamed = ({ field }: Pick<DraftField, 'field'>): boolean => field !== '' && field !== 'measure:';
export const namedFields = (draft: Draft): DraftField[] => draft.fields.filter(isNamed);

/** The mapping as the server keeps it. */
export function definitionOf(draft: Draft, sheet: string | undefined) {
  const { source, period, options, nothing, skip } = draft;
  return {
    source, ...(period === 'current' ? {} : { period }), options: { ...options, ...(sheet ? { sheet } : {}) }, ...(nothing.length ? { nothing } : {}),
    ...(skip.length ? { skip: skip.filter(({ column }) => column !== '').map(({ column, when, values }) => ({ column, when, values })) } : {}),
    fields: namedFields(draft).map(({ field, from, take, join, steps }) => ({ field, from, ...(from.length > 1 && take ? { take } : {}), ...(from.length > 1 && join !== undefined ? { join } : {}), do: steps.map(({ step }) => step) })),
  };
}

export type Tried = Answer<'/api/customers/files/{fileId}/mapping', 'post'>;
export type MappingBody = Body<'/api/customers/files/{fileId}/mapping'>;

/** The list with one of its entries at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, place) => place !== from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

export function stepNamed(name: StepName, dateFormat: string | null): Step {
  switch (name) {
    case 'date': return { do: 'date', format: dateFormat ?? 'DD.MM.YYYY' };
    case 'split': return { do: 'split', by: ',', part: 1 };
    case 'replace': return { do: 'replace', find: 'Dr.', with: '' };
    case 'pad': return { do: 'pad', length: 6 };
    case 'lookup': return { do: 'lookup', values: {}, otherwise: 'reject' };
    case 'constant': case 'default': return { do: name, value: '' };
    default: return { do: name };
  }
}
