import { isMap, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';

export type PlayConsideration = {
  readonly code?: string; readonly name?: string; readonly channel?: string; readonly function?: string; readonly content?: string; readonly cost?: number; readonly task?: string;
  readonly journey?: { readonly code?: string; readonly use?: string }; readonly scarce?: { readonly by?: string; readonly withinDays?: number };
};
/** A play as far as its text says so while it is being written; nothing is taken for granted. */
export type DraftPlay = {
  readonly play?: string; readonly name?: string; readonly on?: string; readonly for?: string; readonly purpose?: string; readonly market?: string; readonly approval?: string; readonly holdout?: number;
  readonly when?: { readonly tierAtMost?: number; readonly withoutRestrictions?: readonly string[] };
  readonly weights?: Readonly<Record<string, number>>;
  readonly consider?: readonly PlayConsideration[]; readonly inform?: readonly { readonly role?: string; readonly headline?: string }[];
};
export type TextFault = { readonly line: number | undefined; readonly field: string; readonly message: string };

type Read = { readonly draft: DraftPlay | undefined; readonly faults: readonly TextFault[]; readonly lineOf: (field: string) => number | undefined };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): readonly Record<string, unknown>[] | undefined => (Array.isArray(value) ? value.filter(isRecord) : undefined);

/** The node nearest to a path such as `consider.1.content`: the field's own, else the one that should hold it. */
function nearest(document: Document, field: string): Node | null {
  let node: unknown = document.contents;
  for (const part of field.split('.')) {
    const pair = isMap(node) ? node.items.find(({ key }) => String(key) === part) : undefined;
    const next = pair ? (pair.value ?? pair.key) : isSeq(node) ? node.items[Number(part)] : undefined;
    if (!next) break;
    node = next;
  }
  return (node as Node | null) ?? null;
}

/** Reads a play's text as it is typed: what it says so far, where it is no YAML, and on which line a field stands. */
export function readPlay(text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faults = document.errors.map((error) => ({ line: error.linePos?.[0].line, field: '', message: error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? error.message }));
  const value: unknown = document.errors.length > 0 ? undefined : document.toJS();
  const lineOf = (field: string): number | undefined => {
    const named = /^line (\d+)$/.exec(field)?.[1];
    if (named) return Number(named);
    const at = document.errors.length > 0 ? undefined : nearest(document, field)?.range?.[0];
    return at === undefined ? undefined : lines.linePos(at).line;
  };
  const draft = isRecord(value) ? { ...value, consider: records(value['consider']), inform: records(value['inform']), when: isRecord(value['when']) ? value['when'] : undefined, weights: isRecord(value['weights']) ? value['weights'] : undefined } as DraftPlay : undefined;
  return { draft, faults, lineOf };
}
