import type { Sql } from '#platform/db';
import { Problem } from '#platform/problem';
import type { CustomerKind } from '../types.ts';
import { ORGANISATION_FIELDS, organisationsSql } from './organisations.ts';
import { parseRule } from './parse-rule.ts';
import { PRESCRIBER_FIELDS, prescribersSql } from './prescribers.ts';
import { ORGANISATION_RULE, PRESCRIBER_RULE } from './starter.ts';
import type { MatchRule } from './types.ts';

/** Whose records are matched with each other: the word of their rule, what it may name, and the rule to start from. */
export type Subject = {
  readonly code: SubjectCode; readonly kinds: readonly CustomerKind[]; readonly fields: readonly string[]; readonly starter: string;
  /** Records as the rule compares them, where a condition over customers.customer `c` holds. */
  readonly select: (which: Sql) => Sql;
};

export const SUBJECT_CODES = ['prescribers', 'organisations'] as const;
export type SubjectCode = (typeof SUBJECT_CODES)[number];

export const PRESCRIBERS: Subject = { code: 'prescribers', kinds: ['hcp'], fields: PRESCRIBER_FIELDS, starter: PRESCRIBER_RULE, select: prescribersSql };
const ORGANISATIONS: Subject = { code: 'organisations', kinds: ['hco', 'idn', 'payer', 'pharmacy'], fields: ORGANISATION_FIELDS, starter: ORGANISATION_RULE, select: organisationsSql };
const SUBJECTS: Readonly<Record<string, Subject>> = { prescribers: PRESCRIBERS, organisations: ORGANISATIONS };

/** Of whom a rule speaks. Fails with customers.match_rule_invalid. */
export function subjectOf(code: string): Subject {
  const subject = SUBJECTS[code];
  if (!subject) throw new Problem('customers.match_rule_invalid', { fields: [{ field: 'match', message: `one of ${SUBJECT_CODES.join(', ')}` }] });
  return subject;
}

/** Reads a rule that its author wrote, and holds its fields against what there is of its subject. */
export const readRule = (text: string): MatchRule => parseRule(text, subjectOf(parseRule(text).code).fields);
