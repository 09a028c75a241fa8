import { Document, isMap, isSeq } from 'yaml';
import type { WrittenRule } from './types.ts';

const KIND: { readonly [K in WrittenRule['kind']]: (rule: WrittenRule) => readonly [string, unknown] } = {
  cap: (rule) => ['cap', `${rule.maxTouches} in ${rule.windowDays} ${rule.windowDays === 1 ? 'day' : 'days'}`],
  gap: (rule) => ['gap', `${rule.windowDays} ${rule.windowDays === 1 ? 'day' : 'days'}`],
  quiet_hours: (rule) => ['quiet_hours', `${rule.quietFrom?.slice(0, 5)} to ${rule.quietTo?.slice(0, 5)}`],
  blackout: (rule) => ['blackout', `${rule.firstOn} to ${rule.lastOn}`],
  legal_basis: (rule) => ['legal_basis', rule.bases ?? []],
  licence_at_address: () => ['licence_at_address', true],
};

/** The rules of a market as text: what a steward of rules begins with where nobody has written any. */
export function printPolicy(market: string, rules: readonly WrittenRule[]): string {
  const document = new Document({
    policy: market,
    rules: rules.map((rule) => Object.fromEntries([KIND[rule.kind](rule), ['channel', rule.channel ?? 'any'], ...(rule.function ? [['function', rule.function]] : []), ...(rule.product ? [['product', rule.product]] : []),
      ...(rule.purpose === 'promotion' ? [] : [['purpose', rule.purpose]]), ['sentence', rule.sentence], ['source', rule.source]] as [string, unknown][])),
  });
  const list = document.get('rules');
  if (isSeq(list)) for (const one of list.items) if (isMap(one)) one.spaceBefore = true;
  return document.toString({ lineWidth: 0 });
}
