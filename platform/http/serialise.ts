import { globalRegistry, type ZodType } from 'zod';
import type { FieldClass, Policy, Role } from './types.ts';

type Shaped = ZodType & { _zod: { def: { type: string; shape?: Record<string, ZodType>; element?: ZodType; innerType?: ZodType; options?: ZodType[]; valueType?: ZodType; in?: ZodType; out?: ZodType; left?: ZodType; right?: ZodType; getter?: () => ZodType } } };
type Drop = (value: unknown) => unknown;

const keep: Drop = (value) => value;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * What a role may be sent of an answer: objects tagged `.meta({ resource: 'word.thing' })` lose the fields whose class (policy.fields) the role was
 * not granted. Fields that the schema does not know never leave: zod drops them first.
 */
export function serialiser(schema: ZodType, policy: Policy, role: Role): Drop {
  const granted = new Set<FieldClass>(policy.classes[role]);
  const made = new Map<ZodType, Drop>();

  function make(node: ZodType): Drop {
    const known = made.get(node);
    if (known) return known;
    made.set(node, (value) => (made.get(node) as Drop)(value)); // recursive schemas
    const drop = dropOf(node as Shaped);
    made.set(node, drop);
    return drop;
  }

  function dropOf(node: Shaped): Drop {
    const { def } = node._zod;
    if (def.type === 'object') return objectDrop(node);
    if (def.type === 'array') return arrayDrop(make(def.element as ZodType));
    if (def.type === 'record') return recordDrop(make(def.valueType as ZodType));
    if (def.type === 'union') return (def.options ?? []).map(make).reduceRight((next, drop) => (value) => drop(next(value)), keep);
    if (def.type === 'pipe') return make(def.out as ZodType);
    if (def.type === 'lazy') return make((def.getter as () => ZodType)());
    return def.innerType ? make(def.innerType) : keep;
  }

  function objectDrop(node: Shaped): Drop {
    const resource = (globalRegistry.get(node) as { resource?: string } | undefined)?.resource;
    const classes = resource ? policy.fields[resource] ?? {} : {};
    const drops = Object.entries(node._zod.def.shape ?? {}).map(([name, field]) => ({ name, drop: make(field), sent: granted.has(classes[name] ?? 'open') }));
    return (value) => {
      if (!isRecord(value)) return value;
      const sent: Record<string, unknown> = { ...value };
      for (const { name, drop, sent: allowed } of drops) {
        if (!(name in sent)) continue;
        if (allowed) sent[name] = drop(sent[name]);
        else delete sent[name];
      }
      return sent;
    };
  }

  const arrayDrop = (drop: Drop): Drop => (drop === keep ? keep : (value) => (Array.isArray(value) ? value.map(drop) : value));
  const recordDrop = (drop: Drop): Drop => (value) =>
    (isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, drop(part)])) : value);

  return make(schema);
}
