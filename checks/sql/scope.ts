import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from '#platform/config';
import { isFunction, methodOf, nameOf, nodes, parseProgram, walk, type Node, type Program } from './syntax.ts';
import type { Value } from './value.ts';

/** A name and what it stands for: an expression where it is written, a place in a pattern, or another file's export. */
export type Binding =
  | { readonly kind: 'expressions'; readonly of: readonly Node[]; readonly scope: Scope; readonly path: readonly string[]; readonly pushed: readonly Node[] }
  | { readonly kind: 'value'; readonly value: () => Value }
  | { readonly kind: 'parameter'; readonly function: Node; readonly position: number; readonly path: readonly string[]; readonly scope: Scope; readonly type: string; readonly fallback: Node | null }
  | { readonly kind: 'import'; readonly file: string; readonly name: string }
  | { readonly kind: 'run' }; // loop variables and the like

export type Scope = { readonly names: Map<string, Binding>; readonly outer: Scope | null; readonly file: string };

export const lookUp = (scope: Scope | null, name: string): Binding | undefined => (scope ? scope.names.get(name) ?? lookUp(scope.outer, name) : undefined);

/** Names that a pattern binds, each with the way to it: `{ a: { b } }` binds b at a, b. */
export function patternNames(pattern: Node, path: readonly string[] = []): { name: string; path: readonly string[]; fallback: Node | null }[] {
  if (pattern.type === 'Identifier') return [{ name: nameOf(pattern), path, fallback: null }];
  if (pattern.type === 'AssignmentPattern') return patternNames(pattern['left'] as Node, path).map((one) => ({ ...one, fallback: pattern['right'] as Node }));
  if (pattern.type === 'ObjectPattern') return nodes(pattern['properties']).flatMap((property) => (property.type === 'RestElement' ? [] : patternNames(property['value'] as Node, [...path, nameOf(property['key'])])));
  if (pattern.type === 'ArrayPattern') return ((pattern['elements'] as (Node | null)[]) ?? []).flatMap((element, index) => (element ? patternNames(element, [...path, String(index)]) : []));
  return [];
}

function declare(scope: Scope, declaration: Node, inLoop: boolean): void {
  for (const declarator of nodes(declaration['declarations'])) {
    const init = declarator['init'] as Node | null;
    for (const { name, path } of patternNames(declarator['id'] as Node)) {
      scope.names.set(name, init && !inLoop ? { kind: 'expressions', of: [init], scope, path, pushed: [] } : { kind: 'run' });
    }
  }
}

function noteAddition(scope: Scope, call: Node): void {
  const called = methodOf(call);
  const known = called?.method === 'push' ? scope.names.get(nameOf(called.object)) : undefined;
  if (called && known?.kind === 'expressions') scope.names.set(nameOf(called.object), { ...known, pushed: [...known.pushed, ...nodes(call['arguments'])] });
}

/** Everything declared in a block and in the blocks within, but not in functions within. A variable that is assigned anew stands for each of its values. */
export function declareAll(scope: Scope, body: readonly Node[]): void {
  const loops = new Set<Node>();
  for (const statement of body) walk(statement, (node) => {
    if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') loops.add(node['left'] as Node);
    if (node.type === 'VariableDeclaration') declare(scope, node, loops.has(node));
    if (node.type === 'FunctionDeclaration') scope.names.set(nameOf(node['id']), { kind: 'expressions', of: [node], scope, path: [], pushed: [] });
    if (node.type === 'AssignmentExpression' && node['operator'] === '=') {
      const known = scope.names.get(nameOf(node['left']));
      if (known?.kind === 'expressions') scope.names.set(nameOf(node['left']), { ...known, of: [...known.of, node['right'] as Node] });
    }
    if (node.type === 'CallExpression') noteAddition(scope, node);
    return !isFunction(node);
  });
}

/** The scope inside a function: its parameters, then what its body declares. */
export function functionScope(node: Node, outer: Scope, program: Program | undefined): Scope {
  const scope: Scope = { names: new Map(), outer, file: outer.file };
  nodes(node['params']).forEach((parameter, position) => {
    const pattern = parameter.type === 'AssignmentPattern' ? parameter['left'] as Node : parameter;
    const annotation = pattern['typeAnnotation'] as Node | null;
    const type = annotation && program ? program.text.slice(annotation.start, annotation.end) : '';
    for (const { name, path, fallback } of patternNames(pattern)) {
      scope.names.set(name, { kind: 'parameter', function: node, position, path, scope: outer, type, fallback: fallback ?? (parameter.type === 'AssignmentPattern' ? parameter['right'] as Node : null) });
    }
  });
  const body = node['body'] as Node;
  if (body?.type === 'BlockStatement') declareAll(scope, nodes(body['body']));
  return scope;
}

/** The file that an import names, or null where it is none of ours. */
function resolveImport(from: string, file: string): string | null {
  const [, platform] = /^#platform\/([\w-]+)$/.exec(from) ?? [];
  const [, module, makers] = /^#([\w-]+)(\/makers)?$/.exec(from) ?? [];
  const path = from.startsWith('.') ? normalize(join(dirname(file), from)) : platform ? `platform/${platform}/index.ts` : module ? `modules/${module}/${makers ? 'makers' : 'index'}.ts` : null;
  return path !== null && /\.tsx?$/.test(path) && existsSync(join(ROOT, path)) ? path : null;
}

export type File = { readonly program: Program; readonly scope: Scope; readonly reExports: readonly { readonly file: string; readonly names: ReadonlyMap<string, string> | null }[] };

const FILES = new Map<string, File>();

function importInto(scope: Scope, statement: Node, file: string): void {
  for (const specifier of nodes(statement['specifiers'])) {
    if (specifier.type === 'ImportSpecifier') scope.names.set(nameOf(specifier['local']), { kind: 'import', file, name: nameOf(specifier['imported']) });
  }
}

/** A file with its top-level names. */
export function openFile(file: string): File {
  const known = FILES.get(file);
  if (known) return known;
  const program = parseProgram(file);
  const scope: Scope = { names: new Map(), outer: null, file };
  const reExports: { file: string; names: ReadonlyMap<string, string> | null }[] = [];
  for (const statement of program.body) {
    const source = statement['source'] ? resolveImport(nameOf(statement['source']), file) : null;
    if (statement.type === 'ImportDeclaration' && source) importInto(scope, statement, source);
    else if (statement.type === 'ExportAllDeclaration' && source) reExports.push({ file: source, names: null });
    else if (statement.type === 'ExportNamedDeclaration' && source) reExports.push({ file: source, names: new Map(nodes(statement['specifiers']).map((one) => [nameOf(one['exported']), nameOf(one['local'])])) });
  }
  declareAll(scope, program.body);
  const opened = { program, scope, reExports };
  FILES.set(file, opened);
  return opened;
}

/** Where an exported name is declared, through re-exports. */
export function findExport(file: string, name: string): { readonly binding: Binding; readonly scope: Scope } | null {
  const { scope, reExports } = openFile(file);
  const own = scope.names.get(name);
  if (own) return own.kind === 'import' ? findExport(own.file, own.name) : { binding: own, scope };
  for (const one of reExports) {
    const original = one.names === null ? name : one.names.get(name);
    const found = original === undefined ? null : findExport(one.file, original);
    if (found) return found;
  }
  return null;
}
