import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { ROOT } from '#platform/config';
import { lineAt } from '../source.ts';

/** A node of a syntax tree; its fields are looked at by name. */
export type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [field: string]: unknown };
export type Program = { readonly file: string; readonly text: string; readonly body: readonly Node[] };

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
export const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []);
export const childrenOf = (node: Node): Node[] => Object.values(node).flatMap(nodes);
export const nameOf = (node: unknown): string => (isNode(node) ? String(node['name'] ?? node['value'] ?? '') : '');

export const isFunction = (node: Node): boolean => ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration'].includes(node.type);
export function isSqlTemplate(node: Node): boolean {
  if (node.type !== 'TaggedTemplateExpression') return false;
  const tag = node['tag'] as Node;
  return nameOf(tag) === 'sql' || (nameOf(tag['object']) === 'sql' && nameOf(tag['property']) === 'prepared');
}

/** The object and the method of a call such as `tx.rows(…)`. */
export function methodOf(call: Node): { readonly object: Node; readonly method: string } | null {
  const callee = call['callee'] as Node;
  return callee.type === 'MemberExpression' && callee['computed'] !== true ? { object: callee['object'] as Node, method: nameOf(callee['property']) } : null;
}

export function parseProgram(file: string): Program {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return { file, text, body: nodes((parseSync(file, text).program as unknown as { body: unknown }).body) };
}

export const lineOf = (program: Program, node: Node): number => lineAt(program.text, node.start);

/** Every node below, itself included, as long as `enter` says so. */
export function walk(node: Node, visit: (node: Node) => boolean | void): void {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
}
