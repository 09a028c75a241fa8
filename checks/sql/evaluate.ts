import { callersOf, type Call } from './callers.ts';
import { findExport, declareAll, lookUp, patternNames, type Binding, type Scope } from './scope.ts';
import { isFunction, isNode, isSqlTemplate, methodOf, nameOf, nodes, walk, type Node } from './syntax.ts';
import { BOUND, choiceOf, concatenate, sqlOf, textsOf, unknown, type Value } from './value.ts';

// Works out what an expression can be without running it: enough of the language for how statements are put together here, and no more.

/** What an argument is that was not given: false in a condition. */
const NOTHING: Value = { kind: 'text', text: '' };
const DEEPEST = 40;
const busy = new Map<object, number>();

/** Evaluates unless it is already being evaluated: a circle has no value that the text could tell. */
function guarded(key: object, work: () => Value): Value {
  if (busy.size > DEEPEST || (busy.get(key) ?? 0) > 0) return BOUND;
  busy.set(key, 1);
  try { return work(); } finally { busy.delete(key); }
}

function pluck(value: Value, path: readonly string[]): Value {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (value.kind === 'choice') return choiceOf(value.of.map((one) => pluck(one, path)));
  if (value.kind === 'object') return pluck(value.fields.get(first)?.() ?? BOUND, rest);
  if (value.kind === 'list') return pluck(/^\d+$/.test(first) ? value.items[Number(first)] ?? BOUND : BOUND, rest);
  return value.kind === 'unknown' ? value : BOUND;
}

/** A call's value: the function's body with its parameters standing for the arguments. */
function apply(callee: Value, given: readonly (() => Value)[]): Value {
  if (callee.kind === 'choice') return choiceOf(callee.of.map((one) => apply(one, given)));
  if (callee.kind !== 'function') return BOUND;
  const { node, scope: outer } = callee;
  const scope: Scope = { names: new Map(), outer, file: outer.file };
  nodes(node['params']).forEach((parameter, position) => {
    for (const { name, path, fallback } of patternNames(parameter)) {
      scope.names.set(name, { kind: 'value', value: () => {
        if (!given[position] && fallback) return evaluate(fallback, scope);
        const value = pluck(given[position]?.() ?? NOTHING, path);
        return fallback && value.kind === 'bound' ? choiceOf([evaluate(fallback, scope), value]) : value;
      } });
    }
  });
  return guarded(node, () => resultOf(node, scope));
}

function resultOf(node: Node, scope: Scope): Value {
  const body = node['body'] as Node;
  if (body.type !== 'BlockStatement') return evaluate(body, scope);
  declareAll(scope, nodes(body['body']));
  const results: Node[] = [];
  walk(body, (inner) => {
    if (inner.type === 'ReturnStatement' && isNode(inner['argument'])) results.push(inner['argument']);
    return !isFunction(inner);
  });
  return choiceOf(results.map((result) => evaluate(result, scope)));
}

const PLAIN_TYPE = /^:\s*(readonly )?(string|number|boolean|Tx|Db|Queries|Actor|Instant|LocalDate|CustomerId)\b[^&]*$/;

const chosen = new Map<Node, Call>();

/** Evaluates once for each caller of the functions around an expression, so that what one caller hands over stays together. */
export function forEachCaller<T>(around: readonly Node[], work: () => T): T[] {
  const outermost = around.find((node) => callersOf(node).length > 0);
  if (!outermost) return [work()];
  return callersOf(outermost).map((call) => {
    chosen.set(outermost, call);
    try { return work(); } finally { chosen.delete(outermost); }
  });
}

/** A parameter of a function that nobody called yet: whatever its callers in the program hand over. */
function parameterValue(binding: Extract<Binding, { kind: 'parameter' }>): Value {
  if (PLAIN_TYPE.test(binding.type)) return BOUND;
  const handed = guarded(binding, () => choiceOf((chosen.has(binding.function) ? [chosen.get(binding.function) as Call] : callersOf(binding.function)).map(({ call, scope }) => {
    const argument = nodes(call['arguments'])[binding.position];
    return argument ? pluck(evaluate(argument, scope), binding.path) : BOUND;
  })));
  const fallback = binding.fallback ? [evaluate(binding.fallback, binding.scope)] : [];
  const value = choiceOf([...fallback, handed]);
  return value.kind === 'bound' && /\bSql\b/.test(binding.type) && binding.path.length === 0 ? unknown('handed over by a caller that was not found') : value;
}

function bindingValue(binding: Binding): Value {
  if (binding.kind === 'value') return binding.value();
  if (binding.kind === 'parameter') return parameterValue(binding);
  if (binding.kind === 'run') return BOUND;
  if (binding.kind === 'import') {
    const found = findExport(binding.file, binding.name);
    return found ? bindingValue(found.binding) : BOUND;
  }
  return guarded(binding, () => {
    const value = choiceOf(binding.of.map((one) => evaluate(one, binding.scope)));
    const added = binding.pushed.map((one) => evaluate(one, binding.scope));
    return pluck(value.kind === 'list' && added.length ? { kind: 'list', items: [...value.items, ...added] } : value, binding.path);
  });
}

function templateText(node: Node, scope: Scope): Value {
  const quasis = nodes(node['quasis']).map((one) => String((one['value'] as { cooked: string }).cooked));
  const gaps = nodes(node['expressions']).map((one) => textsOf(evaluate(one, scope)));
  if (!gaps.every((texts) => texts !== null)) return BOUND;
  const count = Math.max(1, ...gaps.map((texts) => texts.length));
  return choiceOf(Array.from({ length: count }, (_, index): Value => ({ kind: 'text', text: quasis.map((text, at) => text + (gaps[at]?.[index % (gaps[at]?.length ?? 1)] ?? '')).join('') })));
}

function sqlTemplate(node: Node, scope: Scope): Value {
  const quasi = node['quasi'] as Node;
  const quasis = nodes(quasi['quasis']).map((one) => sqlOf(String((one['value'] as { cooked: string }).cooked)));
  const gaps = nodes(quasi['expressions']).map((one) => evaluate(one, scope));
  return concatenate(quasis.flatMap((text, at) => (gaps[at] ? [text, gaps[at]] : [text])), [`${scope.file}:${node.start}`]);
}

/** sql.join, sql.id, sql.trusted. */
function sqlCall(method: string, call: Node, scope: Scope): Value {
  const given = nodes(call['arguments']).map((one) => evaluate(one, scope));
  if (method === 'join') {
    const lists = (given[0]?.kind === 'choice' ? given[0].of : given[0] ? [given[0]] : []).filter((one) => one.kind === 'list');
    const separator = given[1] ? textsOf(given[1])?.[0] ?? ', ' : ', ';
    if (lists.length === 0) return unknown('a list that only the run knows');
    return choiceOf(lists.map(({ items }) => concatenate(items.flatMap((item, index) => (index ? [sqlOf(separator), item] : [item])))));
  }
  if (given.some((one) => one.kind === 'list')) return unknown(`sql.${method} of a list`);
  const texts = given.map(textsOf);
  if (!texts.every((one) => one !== null)) return unknown(`sql.${method} of a text that only the run knows`);
  if (method === 'trusted') return choiceOf((texts[0] ?? []).map((text) => sqlOf(text)));
  const count = Math.max(1, ...texts.map((one) => one.length));
  return choiceOf(Array.from({ length: count }, (_, index) => sqlOf(texts.map((one) => `"${one[index % one.length]}"`).join('.'))));
}

const listsIn = (value: Value): readonly (readonly Value[])[] => (value.kind === 'list' ? [value.items] : value.kind === 'choice' ? value.of.flatMap(listsIn) : []);

/** The items to go through: the longest list that it can be, or two that only the run knows. */
function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  const longest = listsIn(value).toSorted((a, b) => b.length - a.length)[0];
  return longest?.length ? longest : [BOUND, BOUND];
}

/** What a spread adds: a list whole; of several lists, at each place whatever can stand there. */
function spreadItems(value: Value): readonly Value[] {
  const lists = listsIn(value).filter((list) => list.length > 0);
  return Array.from({ length: Math.max(0, ...lists.map((list) => list.length)) }, (_, index) => choiceOf(lists.flatMap((list) => (list[index] ? [list[index]] : []))));
}

/** Where a number stands in a statement, any number will do to prepare it. */
const number = (value: number): Value => ({ kind: 'text', text: String(value) });

const LIST_METHODS = new Set(['map', 'flatMap', 'filter', 'slice', 'toSorted', 'sort', 'toReversed', 'join']);

/** One of them; whatever leaves items out or sorts them leaves the list as it is. */
function listCall(method: string, value: Value, given: readonly Value[]): Value {
  const call = () => itemsOf(value).map((item, index) => apply(given[0] ?? BOUND, [() => item, () => number(index)]));
  if (method === 'map') return { kind: 'list', items: call() };
  if (method === 'flatMap') return { kind: 'list', items: call().flatMap((one) => (one.kind === 'choice' || one.kind === 'list' ? itemsOf(one) : [one])) };
  if (method !== 'join') return value;
  const texts = value.kind === 'list' ? value.items.map(textsOf) : [null];
  return texts.every((one) => one !== null) ? { kind: 'text', text: texts.map((one) => one[0] ?? '').join(given[0] ? textsOf(given[0])?.[0] ?? ',' : ',') } : BOUND;
}

function objectCall(method: string, value: Value): Value {
  if (value.kind !== 'object') return { kind: 'list', items: [BOUND, BOUND] };
  const fields = [...value.fields].map(([name, field]): readonly [Value, Value] => [{ kind: 'text', text: name }, field()]);
  return { kind: 'list', items: fields.map(([name, field]): Value => (method === 'keys' ? name : method === 'values' ? field : { kind: 'list', items: [name, field] })) };
}

function callValue(call: Node, scope: Scope): Value {
  const called = methodOf(call);
  const args = nodes(call['arguments']);
  if (!called) return nameOf(call['callee']) === 'String' && args[0] ? evaluate(args[0], scope) : apply(evaluate(call['callee'] as Node, scope), args.map((one) => () => evaluate(one, scope)));
  if (nameOf(called.object) === 'Array' && called.method === 'from') return listCall('map', BOUND, args.slice(1).map((one) => evaluate(one, scope)));
  if (called.method === 'indexOf' || nameOf(called.object) === 'Math') return number(1);
  if (nameOf(called.object) === 'sql') return sqlCall(called.method, call, scope);
  if (nameOf(called.object) === 'Object' && args[0] && ['keys', 'values', 'entries'].includes(called.method)) return objectCall(called.method, evaluate(args[0], scope));
  if (LIST_METHODS.has(called.method)) return listCall(called.method, evaluate(called.object, scope), args.map((one) => evaluate(one, scope)));
  return apply(pluck(evaluate(called.object, scope), [called.method]), args.map((one) => () => evaluate(one, scope)));
}

function memberValue(node: Node, scope: Scope): Value {
  if (nameOf(node['object']) === 'sql' && nameOf(node['property']) === 'empty') return sqlOf('');
  if (nameOf(node['object']) === 'Math') return number(1);
  const value = evaluate(node['object'] as Node, scope);
  const keys = node['computed'] === true ? textsOf(evaluate(node['property'] as Node, scope)) : [nameOf(node['property'])];
  if (keys) return choiceOf(keys.map((key) => pluck(value, [key])));
  if (value.kind === 'object') return choiceOf([...value.fields.values()].map((field) => field()));
  return value.kind === 'list' ? choiceOf(value.items) : BOUND;
}

function objectValue(node: Node, scope: Scope): Value {
  const fields = new Map<string, () => Value>();
  for (const property of nodes(node['properties'])) {
    if (property.type === 'SpreadElement') {
      const spread = evaluate(property['argument'] as Node, scope);
      if (spread.kind === 'object') for (const [name, field] of spread.fields) fields.set(name, field);
    } else fields.set(nameOf(property['key']), () => evaluate(property['value'] as Node, scope));
  }
  return { kind: 'object', fields };
}

const arrayValue = (node: Node, scope: Scope): Value => ({
  kind: 'list',
  items: nodes(node['elements']).flatMap((one) => (one.type === 'SpreadElement' ? spreadItems(evaluate(one['argument'] as Node, scope)) : [evaluate(one, scope)])),
});

const numeric = (texts: readonly string[] | null): number | null => (texts?.every((text) => /^\d+(\.\d+)?$/.test(text)) ? Number(texts[0]) : null);
const FALSE = new Set(['', 'false', '0']);
const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number>> = { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b };

function conditionalValue(node: Node, scope: Scope): Value {
  const known = textsOf(evaluate(node['test'] as Node, scope));
  const ways = known?.length === 1 ? [FALSE.has(known[0] ?? '') ? 'alternate' : 'consequent'] : ['consequent', 'alternate'];
  return choiceOf(ways.map((way) => evaluate(node[way] as Node, scope)));
}

function equality(node: Node, scope: Scope): Value {
  const [left, right] = [textsOf(evaluate(node['left'] as Node, scope)), textsOf(evaluate(node['right'] as Node, scope))];
  if (left?.length !== 1 || right?.length !== 1) return BOUND;
  return { kind: 'text', text: String((left[0] === right[0]) === (node['operator'] === '===')) };
}

function binaryValue(node: Node, scope: Scope): Value {
  if (node['operator'] === '===' || node['operator'] === '!==') return equality(node, scope);
  const work = ARITHMETIC[String(node['operator'])];
  if (!work) return BOUND;
  const [left, right] = [numeric(textsOf(evaluate(node['left'] as Node, scope))), numeric(textsOf(evaluate(node['right'] as Node, scope)))];
  if (left !== null && right !== null) return number(work(left, right));
  return node['operator'] !== '+' || left !== null || right !== null ? number(1) : BOUND;
}

const WRAPPERS = new Set(['AwaitExpression', 'ParenthesizedExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'ChainExpression', 'TSTypeAssertion']);
const BY_TYPE: Readonly<Record<string, (node: Node, scope: Scope) => Value>> = {
  Literal: (node) => (node['value'] === null ? BOUND : { kind: 'text', text: String(node['value']) }),
  TemplateLiteral: templateText,
  Identifier: (node, scope) => { const binding = lookUp(scope, nameOf(node)); return binding ? bindingValue(binding) : BOUND; },
  ConditionalExpression: conditionalValue,
  LogicalExpression: (node, scope) => choiceOf(node['operator'] === '&&' ? [evaluate(node['right'] as Node, scope)] : [evaluate(node['left'] as Node, scope), evaluate(node['right'] as Node, scope)]),
  CallExpression: callValue,
  MemberExpression: memberValue,
  ObjectExpression: objectValue,
  ArrayExpression: arrayValue,
  BinaryExpression: binaryValue,
};

/** What an expression can be. */
export function evaluate(node: Node, scope: Scope): Value {
  if (WRAPPERS.has(node.type)) return evaluate((node['argument'] ?? node['expression']) as Node, scope);
  if (isSqlTemplate(node)) return sqlTemplate(node, scope);
  if (isFunction(node)) return { kind: 'function', node, scope };
  return BY_TYPE[node.type]?.(node, scope) ?? BOUND;
}
