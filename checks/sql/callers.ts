import { findExport, functionScope, lookUp, openFile, type Scope } from './scope.ts';
import { childrenOf, isFunction, nameOf, type Node } from './syntax.ts';

export type Call = { readonly call: Node; readonly scope: Scope };

/** Every node of a file with the scope in which it stands. */
export function walkScoped(file: string, visit: (node: Node, scope: Scope, around: readonly Node[]) => void): void {
  const { program, scope } = openFile(file);
  const into = (node: Node, within: Scope, around: readonly Node[]): void => {
    visit(node, within, around);
    const inner = isFunction(node) ? functionScope(node, within, program) : within;
    const inside = isFunction(node) ? [...around, node] : around;
    for (const child of childrenOf(node)) into(child, inner, inside);
  };
  for (const statement of program.body) into(statement, scope, []);
}

const calls = new Map<Node, Call[]>();

function calledFunction(call: Node, scope: Scope): Node | null {
  const callee = call['callee'] as Node;
  const own = callee.type === 'Identifier' ? lookUp(scope, nameOf(callee)) : undefined;
  const binding = own?.kind === 'import' ? findExport(own.file, own.name)?.binding : own;
  const node = binding?.kind === 'expressions' && binding.path.length === 0 ? binding.of[0] : undefined;
  return node && isFunction(node) ? node : null;
}

/** Reads who calls whom, once, before anything is evaluated. */
export function readCalls(files: readonly string[]): void {
  for (const file of files) walkScoped(file, (node, scope) => {
    const target = node.type === 'CallExpression' ? calledFunction(node, scope) : null;
    if (target) calls.set(target, [...(calls.get(target) ?? []), { call: node, scope }]);
  });
}

/** Where in the program a function is called by its name. */
export const callersOf = (node: Node): readonly Call[] => calls.get(node) ?? [];
