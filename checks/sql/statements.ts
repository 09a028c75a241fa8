import { globSync } from 'node:fs';
import { ROOT } from '#platform/config';
import { readCalls, walkScoped } from './callers.ts';
import { evaluate, forEachCaller } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { openFile } from './scope.ts';
import { isSqlTemplate, lineOf, methodOf, nodes, type Node } from './syntax.ts';
import { asPiece, numbered, type Place, type Value } from './value.ts';

/** A `sql` template where it is written, with its own words; what is spliced in is left out. */
export type Template = { readonly place: Place; readonly file: string; readonly line: number; readonly words: string };
/** A statement as PostgreSQL would get it, in one of its forms, and the templates that it is made of. */
export type Statement = { readonly file: string; readonly line: number; readonly text: string; readonly places: ReadonlySet<Place>;
  /** The function it is in, and which of its callers: what is made for the moment there is there for the next statement. */
  readonly group: string;
};
type Untold = Template & { readonly why: string; /** Stands only within another that is not told. */ readonly part: boolean };
type Found = { readonly templates: readonly Template[]; readonly statements: readonly Statement[]; readonly untold: readonly Untold[]; readonly plain: readonly Template[] };

const ASKED = new Set(['rows', 'one', 'maybe', 'run']);
const PLAIN = new Set(['copy', 'query', 'trusted']); // text given as it is: its names are read, the driver's own forms cannot be prepared
const BEGINS = /^\s*(--[^\n]*\n\s*)*(select|insert|update|delete|with|merge|values|create|lock|truncate|set|listen|do|drop|alter|copy|analyze)\b/i;

const isTest = (file: string) => file.endsWith('.test.ts') || file.startsWith('platform/testing/') || file.startsWith('server/leak/'); // what tests alone use
/** Every file of the server side that may hold SQL, without tests. */
export const listFiles = (): string[] => globSync(['modules/**/*.ts', 'platform/**/*.ts', 'server/**/*.ts'], { cwd: ROOT }).filter((file) => !isTest(file)).sort();

const holdsSql = (value: Value): boolean => value.kind === 'sql' || (value.kind === 'choice' && value.of.some(holdsSql));

const wordsOf = (literal: Node): string => nodes(literal['quasis']).map((one) => String((one['value'] as { cooked: string }).cooked)).join(' ');

function templateOf(node: Node, file: string): Template {
  return { place: `${file}:${node.start}`, file, line: lineOf(openFile(file).program, node), words: wordsOf(node['quasi'] as Node) };
}

function formsOf(node: Node, scope: Scope, around: readonly Node[]): Statement[] {
  const line = lineOf(openFile(scope.file).program, node);
  return forEachCaller(around, () => evaluate(node, scope)).flatMap((value, caller) => {
    const piece = holdsSql(value) ? asPiece(value) : null;
    if (piece?.kind !== 'sql') return [];
    const group = `${scope.file}:${around[0]?.start ?? 0}:${caller}`;
    return piece.variants.map((text) => ({ file: scope.file, line, group, places: piece.places, text: numbered(text) }));
  });
}

/** Every template, and every statement that can be told from the text of the program. */
export function findStatements(files: readonly string[]): Found {
  readCalls(files);
  const [asked, plain]: [Statement[], Template[]] = [[], []];
  const rest: { readonly template: Template; readonly node: Node; readonly scope: Scope; readonly around: readonly Node[] }[] = [];
  for (const file of files) walkScoped(file, (node, scope, around) => {
    if (isSqlTemplate(node)) rest.push({ template: templateOf(node, file), node, scope, around });
    const text = node.type === 'CallExpression' && PLAIN.has(methodOf(node)?.method ?? '') ? nodes(node['arguments'])[0] : undefined;
    const words = text?.type === 'Literal' ? String(text['value']) : text?.type === 'TemplateLiteral' ? wordsOf(text) : null;
    if (text && words !== null) plain.push({ place: `${file}:${text.start}`, file, line: lineOf(openFile(file).program, text), words });
    const argument = node.type === 'CallExpression' && ASKED.has(methodOf(node)?.method ?? '') ? nodes(node['arguments'])[0] : undefined;
    if (argument) asked.push(...formsOf(argument, scope, around));
  });
  const told = new Set(asked.flatMap((statement) => [...statement.places]));
  // What stands in a template that cannot be told is a part of it and cannot stand alone.
  const inUntold = (node: Node, file: string) => rest.some((one) => one.template.file === file && !told.has(one.template.place) && one.node.start < node.start && node.end < one.node.end);
  const alone = rest.filter(({ template, node }) => !told.has(template.place) && BEGINS.test(template.words) && !inUntold(node, template.file)).flatMap(({ node, scope, around }) => formsOf(node, scope, around));
  for (const place of alone.flatMap((statement) => [...statement.places])) told.add(place);
  const untold = rest.filter(({ template }) => !told.has(template.place)).map(({ template, node, scope }) => {
    const piece = asPiece(evaluate(node, scope));
    return { ...template, part: piece.kind !== 'unknown', why: piece.kind === 'unknown' ? piece.why : 'part of what is' };
  });
  return { templates: rest.map(({ template }) => template), statements: [...asked, ...alone], untold, plain };
}
