import type { RuleDiff, WrittenRule } from './types.ts';

/** What a rule says, whatever order it was written in and whichever of its words were left out. */
const saidBy = (rule: WrittenRule): string => JSON.stringify([
  rule.kind, rule.channel ?? 'any', rule.function ?? null, rule.product ?? null, rule.purpose ?? 'promotion', rule.bases ? [...rule.bases].sort() : null, rule.maxTouches ?? null, rule.windowDays ?? null,
  rule.quietFrom?.slice(0, 5) ?? null, rule.quietTo?.slice(0, 5) ?? null, rule.firstOn ?? null, rule.lastOn ?? null, rule.sentence, rule.source,
]);

/** Which rules begin and which end when a text takes the place of the rules in force. One that is said again stays, with its number: refusals on record name it. */
export function diffPolicy(standing: readonly (WrittenRule & { readonly ruleId: number })[], written: readonly WrittenRule[]): RuleDiff {
  const said = new Set(written.map(saidBy));
  const stands = new Set(standing.map(saidBy));
  const begins = written.filter((rule, place) => !stands.has(saidBy(rule)) && written.findIndex((other) => saidBy(other) === saidBy(rule)) === place);
  const ends = standing.filter((rule) => !said.has(saidBy(rule)));
  return { begins, ends: ends.map(({ ruleId, sentence, kind }) => ({ ruleId, sentence, kind })), stays: standing.length - ends.length };
}
