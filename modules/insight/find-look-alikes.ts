import type { Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { findAccounts, findBasis, firstOwnProduct, listAccounts, scanAccounts, suggestAccount, type FullAccount, type ScannedAccount } from './reads/accounts.ts';
import { findProduct } from './reads/engagement.ts';
import { DEFINITIONS } from './rules/definitions.ts';
import { likenessOf, tellingParts, type Attribute, type Described, type Likeness } from './rules/likeness.ts';
import { reasonOf, type Words } from './rules/reasons.ts';
import type { AccountKind } from './types.ts';

export type LookAlike = {
  readonly customerId: number; readonly name: string; readonly kind: AccountKind; readonly city: string | null; readonly state: string | null; readonly likeness: number;
  readonly nearest: readonly { readonly attribute: Attribute; readonly sentence: string; readonly likeness: number }[];
  readonly farthest: readonly { readonly attribute: Attribute; readonly sentence: string; readonly likeness: number }[];
  readonly wouldReach: number;
};

type Ranked = { readonly account: ScannedAccount; readonly likeness: Likeness };

/** How alike accounts are to this one in each attribute, on average: what all share says nothing. */
function usualOf(ranked: readonly Ranked[]): Map<Attribute, number> {
  const sums = new Map<Attribute, { total: number; count: number }>();
  for (const { likeness } of ranked) {
    for (const { attribute, likeness: value } of likeness.parts) {
      const now = sums.get(attribute) ?? { total: 0, count: 0 };
      sums.set(attribute, { total: now.total + value, count: now.count + 1 });
    }
  }
  return new Map([...sums].map(([attribute, { total, count }]) => [attribute, total / count]));
}

/** Every account against one, the most alike first. The scan is exact: nothing is left out for speed. */
const rankAccounts = (kind: AccountKind, start: Described & { readonly customerId: number }, others: readonly ScannedAccount[]): Ranked[] =>
  others.filter((account) => account.customerId !== start.customerId)
    .map((account) => ({ account, likeness: likenessOf(kind, account, start) }))
    .sort((a, b) => b.likeness.value - a.likeness.value || a.account.customerId - b.account.customerId);

async function startingPoint(tx: Tx, productId: number, accountId: number | undefined): Promise<{ start: FullAccount; because: string } | null> {
  const suggested = accountId === undefined ? await suggestAccount(tx, productId) : undefined;
  const wanted = accountId ?? suggested?.customerId;
  const [start] = wanted === undefined ? [] : await findAccounts(tx, { productId, ids: [wanted] });
  if (!start && accountId !== undefined) throw new Problem('request.not_found');
  if (!start) return null;
  return { start, because: suggested ? (suggested.because === 'win' ? 'the newest win or better tier of the product' : 'the payer with most covered lives') : 'chosen by you' };
}

export type LookAlikeInput = { readonly accountId?: number | undefined; readonly productId?: number | undefined; readonly limit: number; readonly all: boolean };

/** Accounts that resemble one, with what makes them alike, what does not, and whom a win would reach. */
export async function findLookAlikes(tx: Tx, input: LookAlikeInput) {
  const product = input.productId === undefined ? await firstOwnProduct(tx) : await findProduct(tx, input.productId);
  if (!product) throw new Problem('request.not_found');
  const head = {
    productId: product.productId, productName: product.name, learned: 'by attributes; not trained on wins', definition: DEFINITIONS.likeness.text, reachDefinition: DEFINITIONS.would_reach.text,
    choices: await listAccounts(tx, product.productId),
  };
  const found = await startingPoint(tx, product.productId, input.accountId);
  if (!found) return { ...head, account: null, because: null, compared: 0, asOf: null, rows: [] };
  const { start, because } = found;
  const ranked = rankAccounts(start.kind, start, await scanAccounts(tx, { productId: product.productId, kind: start.kind, openOnly: !input.all }));
  const top = ranked.slice(0, input.limit);
  const full = new Map((await findAccounts(tx, { productId: product.productId, ids: top.map(({ account }) => account.customerId) })).map((account) => [account.customerId, account]));
  const words: Words = { specialties: (await findBasis(tx, product.productId))?.specialties ?? [], product: product.name };
  const usual = usualOf(ranked);
  const rows = top.flatMap(({ account, likeness }): LookAlike[] => {
    const one = full.get(account.customerId);
    if (!one) return []; // merged since it was described
    const { nearest, farthest } = tellingParts(likeness, usual);
    const told = (alike: boolean) => (attribute: Attribute) => ({ attribute, likeness: likeness.parts.find((part) => part.attribute === attribute)?.likeness ?? 0, sentence: reasonOf(attribute, [one, start], { alike, words }) });
    return [{ customerId: one.customerId, name: one.name, kind: one.kind, city: one.city, state: one.state, likeness: likeness.value, nearest: nearest.map(told(true)), farthest: farthest.map(told(false)), wouldReach: one.prescribers }];
  });
  return { ...head, account: { customerId: start.customerId, name: start.name, kind: start.kind }, because, compared: ranked.length, asOf: start.asOf, rows };
}
