import { pathToFileURL } from 'node:url';
import { parseSync } from 'oxc-parser';
import { readSources, type Source } from './source.ts';
import { nameOf, nodes, type Node } from './sql/syntax.ts';

// Habits that lint has no rule for. An exception says why beside it: in a comment on its line or on the line above.

type Fault = { readonly file: string; readonly line: number; readonly fault: string };
type File = { readonly lineOf: (offset: number) => number; readonly explained: (line: number) => boolean };

const isTest = (file: string) => /\.test\.ts$|\/makers\.ts$|^platform\/testing\//.test(file);
const isProduct = (file: string) => /^(modules|platform|server|demo)\//.test(file) && !isTest(file);
/** The clock's own home, and what watches over processes: they wait by the machine's clock. */
const KEEPS_TIME = /^platform\/(config|db\/embedded)\//;

const LOOPS: Readonly<Record<string, readonly string[]>> = {
  ForStatement: ['test', 'update', 'body'], ForOfStatement: ['body'], ForInStatement: ['body'], WhileStatement: ['test', 'body'], DoWhileStatement: ['body', 'test'],
};

const childrenOf = (node: Node): (readonly [string, Node])[] =>
  Object.entries(node).flatMap(([key, value]) => nodes(value).map((child) => [key, child] as const));

const namesDatabase = (node: Node): boolean => (node.type === 'Identifier' && ['tx', 'db'].includes(nameOf(node))) || childrenOf(node).some(([, child]) => namesDatabase(child));

/** Date.now(), new Date(), Math.random(), randomUUID(): what a rule or a use case gets from its context instead. */
function ownTime(node: Node): string | null {
  const callee = node['callee'] as Node | undefined;
  if (node.type === 'NewExpression' && nameOf(callee) === 'Date' && (node['arguments'] as unknown[]).length === 0) return 'new Date()';
  if (node.type !== 'CallExpression' || !callee) return null;
  const called = callee.type === 'MemberExpression' ? `${nameOf(callee['object'])}.${nameOf(callee['property'])}` : nameOf(callee);
  return ['Date.now', 'Math.random', 'randomUUID', 'crypto.randomUUID'].includes(called) ? `${called}()` : null;
}

/** Promise.all(list.map((one) => write(tx, one))): a loop in other clothes. */
const isLoopOfPromises = (node: Node): boolean => {
  const callee = node.type === 'CallExpression' ? node['callee'] as Node : null;
  if (callee?.type !== 'MemberExpression' || nameOf(callee['object']) !== 'Promise' || !['all', 'allSettled'].includes(nameOf(callee['property']))) return false;
  const [over] = node['arguments'] as Node[];
  const mapped = over?.type === 'CallExpression' && (over['callee'] as Node).type === 'MemberExpression' && nameOf((over['callee'] as Node)['property']) === 'map';
  return mapped && (over['arguments'] as Node[]).some(namesDatabase);
};

type Place = { readonly file: string; readonly loop: Node | null };

function* faultsIn(node: Node, place: Place, { lineOf, explained }: File): Generator<Fault> {
  const line = lineOf(node.start);
  const time = KEEPS_TIME.test(place.file) ? null : ownTime(node);
  if (time && !explained(line)) yield { file: place.file, line, fault: `${time}: time and ids come from the context (tx.now, db.clock, a sequence)` };
  if (place.loop && node.type === 'AwaitExpression' && namesDatabase(node) && !explained(line) && !explained(lineOf(place.loop.start))) {
    yield { file: place.file, line, fault: 'awaits the database in a loop: one statement for the whole set' };
  }
  if (isLoopOfPromises(node) && !explained(line)) yield { file: place.file, line, fault: 'awaits the database in a loop: one statement for the whole set' };
  for (const [key, child] of childrenOf(node)) {
    const loop = LOOPS[node.type]?.includes(key) ? node : /Function|^Class/.test(node.type) ? null : place.loop;
    yield* faultsIn(child, { file: place.file, loop }, { lineOf, explained });
  }
}

/** Switches of lint and of the compiler that do not say why. */
function unexplained({ file, text }: Source): Fault[] {
  return text.split('\n').flatMap((line, index): Fault[] => {
    const [, why = ''] = /(?:(?:eslint|oxlint)-disable|@ts-(?:ignore|expect-error|nocheck))(.*)/.exec(line) ?? [null, '--'];
    return why.includes('--') ? [] : [{ file, line: index + 1, fault: 'a rule is switched off without a reason: -- why' }];
  });
}

function habitFaults(source: Source): Fault[] {
  const { program, comments } = parseSync(source.file, source.text);
  const starts = [0, ...[...source.text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const lineOf = (offset: number): number => {
    const after = starts.findIndex((start) => start > offset);
    return after < 0 ? starts.length : after;
  };
  const commented = new Set(comments.map((comment) => lineOf(comment.end - 1)));
  return [...faultsIn(program as unknown as Node, { file: source.file, loop: null }, { lineOf, explained: (line) => commented.has(line) || commented.has(line - 1) })];
}

/** Everything that breaks a habit and does not say why. */
export const findHabitFaults = (sources: readonly Source[]): Fault[] => [...sources.filter(({ file }) => isProduct(file)).flatMap(habitFaults), ...sources.flatMap(unexplained)];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = findHabitFaults(readSources().filter(({ file }) => !file.startsWith('checks/habits.'))); // these name the switches that they look for
  for (const { file, line, fault } of faults) process.stdout.write(`${file}:${line}  ${fault}\n`);
  process.exitCode = faults.length ? 1 : 0;
}
