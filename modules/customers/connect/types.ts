import { z } from 'zod';
import { step } from '../import/mapping/types.ts';

// How one object of another CRM is read: data alone, so that a company can copy it and name its own columns. What each field means is the reader's business.

/** What the text of a field is made into; anything else is kept as it came. */
const FIELD_KINDS = ['text', 'id', 'instant', 'day', 'flag', 'country', 'email', 'number'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const SYSTEMS = ['salesforce', 'veeva', 'vault'] as const;
export type System = (typeof SYSTEMS)[number];

const column = z.string().min(1).max(120);
export const objectMapping = z.strictObject({
  system: z.enum(SYSTEMS),
  /** As the other system names it: Account, Call2_vod__c, account__v. */
  object: z.string().min(1).max(60),
  version: z.number().int().positive(),
  /** Each line names one column, or several of which one is enough: “NPI_vod__c|NPI__c”. A file is this object when it has them all. */
  needs: z.array(z.string().min(1).max(400)).min(1).max(12),
  fields: z.array(z.strictObject({
    field: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    /** The first of these columns that says anything; a column that the file lacks says nothing. */
    from: z.array(column).max(12),
    as: z.enum(FIELD_KINDS).default('text'),
    do: z.array(step).max(6).default([]),
  })).min(1).max(80),
  /** Columns that are not kept: the other system's own clockwork, which changes although nothing was said. */
  ignore: z.array(column).max(200).default([]),
});
export type ObjectMapping = z.output<typeof objectMapping>;
export type MappingInput = z.input<typeof objectMapping>;

/** One thing that a file of another CRM can be loaded as. A file may be several: an account is a customer, and may say what she forbade. */
export type Connects = {
  readonly system: System;
  readonly object: string;
  /** What it becomes here, in a word for people: customers, calls, consents. */
  readonly becomes: string;
  /** What is loaded first; a child needs its parent. */
  readonly order: number;
  /** The further readings of an object follow its first. */
  readonly part?: string;
  readonly mapping: ObjectMapping;
  /** Whether columns that no mapping reads are kept with the record as they came. */
  readonly keepsRest: boolean;
  /** The page of the other system's public documentation that names the object. */
  readonly documented: string;
  /** Why it is told from others and yet never loaded. */
  readonly refused?: string;
};

export const formatOf = ({ system, object, part }: Pick<Connects, 'system' | 'object' | 'part'>): string => `${system}:${object}${part ? `:${part}` : ''}`;
