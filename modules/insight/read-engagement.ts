import { Problem } from '#platform/problem';
import type { Tx } from '#platform/db';
import { dateAfter } from '#platform/time';
import { findLatestCascade, findProduct, lastRolled, listActivity, listArms, listFigures, listMarks, listWeekly, type ActivityRow, type FigureRow, type Mark } from './reads/engagement.ts';
import { DEFINITIONS } from './rules/definitions.ts';
import { figuresOf } from './rules/figures.ts';
import { findingOf, type Finding } from './rules/finding.ts';
import { isoWeek, lastWeeks, mondayOf } from './rules/iso-week.ts';
import { liftOf, type Lift } from './rules/lift.ts';
import { wilson } from './rules/wilson.ts';
import { ACTIVITY_KINDS, ALL_PRODUCTS, AWARENESS_CHANNELS, COMPARED_DAYS, REACHING_FUNCTIONS, type Figure, type ReachingFunction, type Share } from './types.ts';

const NEWS_DAYS = 14; // after two weeks a cascade is no longer the title
const LABELS: Readonly<Record<ReachingFunction, string>> = { sales: 'Sales', marketing: 'Marketing', medical: 'Medical', market_access: 'Market access', contact_centre: 'The contact centre' };

async function productOf(tx: Tx, productId: number | undefined): Promise<{ productId: number; name: string | null }> {
  if (productId === undefined) return { productId: ALL_PRODUCTS, name: null };
  const product = await findProduct(tx, productId);
  if (!product) throw new Problem('request.not_found');
  return product;
}

type Week = { readonly week: string; readonly from: string; readonly to: string; readonly complete: boolean; readonly any: number; readonly byFunction: Readonly<Record<ReachingFunction, number>>; readonly touches: number };

async function weeksOf(tx: Tx, productId: number, weeks: number): Promise<Week[]> {
  const mondays = lastWeeks(tx.now, weeks);
  const rows = await listWeekly(tx, { productId, from: mondays[0] as string });
  const at = (week: string, name: string) => rows.find((row) => row.week === week && row.function === name);
  return mondays.map((monday) => ({
    week: isoWeek(monday), from: monday, to: dateAfter(monday, 6), complete: monday < mondayOf(tx.now), any: at(monday, 'any')?.customers ?? 0, touches: at(monday, 'any')?.touches ?? 0,
    byFunction: Object.fromEntries(REACHING_FUNCTIONS.map((name) => [name, at(monday, name)?.customers ?? 0])) as Record<ReachingFunction, number>,
  }));
}

async function liftNow(tx: Tx, productId: number, day: string): Promise<Lift> {
  const none = { decided: 0, customers: 0, responders: 0 };
  const arms = await listArms(tx, { productId, day });
  const maySeeHeldOut = tx.actor.role !== 'contact_centre'; // the policy lets no row of theirs through; the sentence says so
  return liftOf(arms.find((arm) => arm.outcome === 'chosen') ?? none, maySeeHeldOut ? arms.find((arm) => arm.outcome === 'held_out') ?? none : null);
}

const leadingOf = (week: Week | undefined): { label: string; share: number } | null => {
  if (!week || week.any === 0) return null;
  const [name, customers] = Object.entries(week.byFunction).sort((a, b) => b[1] - a[1])[0] as [ReachingFunction, number];
  return { label: LABELS[name], share: customers / week.any };
};

export type Engagement = {
  readonly productId: number | null; readonly asOf: string | null; readonly finding: Finding; readonly figures: readonly Figure[]; readonly weeks: readonly Week[];
  readonly marks: readonly (Mark & { readonly week: string })[]; readonly latest: { readonly cascadeId: number; readonly name: string; readonly state: string; readonly touched: number; readonly chosen: number; readonly startedAt: string; readonly week: string } | null; readonly definition: string;
};

/** Reach by function and week, the five figures, and the finding they add up to. */
export async function readEngagement(tx: Tx, input: { readonly weeks: number; readonly productId?: number | undefined }): Promise<Engagement> {
  const product = await productOf(tx, input.productId);
  const day = tx.now.slice(0, 10);
  const rolled = await lastRolled(tx);
  const weeks = await weeksOf(tx, product.productId, input.weeks);
  const codes = ['reached', 'answered', 'prevented', 'first_touch'];
  const now = await listFigures(tx, { productId: product.productId, day, codes });
  const before = await listFigures(tx, { productId: product.productId, day: dateAfter(day, -COMPARED_DAYS), codes });
  const figures = figuresOf({ now, before, lift: await liftNow(tx, product.productId, day), asOf: rolled?.rolledAt ?? null });
  const latest = await findLatestCascade(tx, { productId: product.productId, day });
  const marks = await listMarks(tx, { productId: product.productId, from: weeks[0]?.from ?? day });
  const answered = now.find((row) => row.code === 'answered');
  const reached = (part: string) => now.find((row) => row.code === 'reached' && row.part === part)?.numerator ?? 0;
  return {
    productId: input.productId ?? null, asOf: rolled?.rolledAt ?? null, figures, weeks, definition: DEFINITIONS.reach.text,
    marks: marks.map((mark) => ({ ...mark, week: isoWeek(mondayOf(mark.day)) })),
    latest: latest ? { ...latest, week: isoWeek(mondayOf(latest.startedAt)) } : null,
    finding: findingOf({
      productName: product.name, cascade: latest && latest.startedAt >= `${dateAfter(day, -NEWS_DAYS)}T` ? latest : null, reached: { now: reached(''), before: reached('before') },
      answered: answered ? wilson(answered.numerator, answered.denominator) : null, leading: leadingOf(weeks.findLast((week) => week.complete && week.any > 0)),
    }),
  };
}

export type AwarenessRow = { readonly channel: string; readonly now: Share; readonly before: Share | null };

/** The proxy of awareness by channel, now and twelve weeks ago. */
export async function readAwareness(tx: Tx, input: { readonly productId?: number | undefined }) {
  const product = await productOf(tx, input.productId);
  const day = tx.now.slice(0, 10);
  const [now, before] = [await listFigures(tx, { productId: product.productId, day, codes: ['awareness'] }), await listFigures(tx, { productId: product.productId, day: dateAfter(day, -COMPARED_DAYS), codes: ['awareness'] })];
  const share = (rows: readonly FigureRow[], part: string): Share | null => {
    const row = rows.find((one) => one.part === part);
    return row ? wilson(row.numerator, row.denominator) : null;
  };
  return {
    productId: input.productId ?? null, asOf: (await lastRolled(tx))?.rolledAt ?? null, comparedWith: before[0]?.day ?? null, proxy: true as const,
    definition: DEFINITIONS.awareness.text, noTouchDefinition: DEFINITIONS.none.text,
    rows: [...AWARENESS_CHANNELS, 'any', 'none'].flatMap((channel): AwarenessRow[] => {
      const found = share(now, channel);
      return found ? [{ channel, now: found, before: share(before, channel) }] : [];
    }),
  };
}

const byRole = (rows: readonly ActivityRow[]) => {
  const groups = Map.groupBy(rows, (row) => `${row.function}\n${row.role}`);
  return [...groups.values()].map((group) => ({
    function: group[0]?.function ?? '', role: group[0]?.role ?? '',
    counts: Object.fromEntries(ACTIVITY_KINDS.map((kind) => [kind, group.find((row) => row.kind === kind)?.count ?? 0])) as Record<(typeof ACTIVITY_KINDS)[number], number>,
  }));
};

/** Which functions played together, and what each department and role did. */
export async function readOrchestration(tx: Tx, input: { readonly weeks: number; readonly productId?: number | undefined }) {
  const product = await productOf(tx, input.productId);
  const rows = await listFigures(tx, { productId: product.productId, day: tx.now.slice(0, 10), codes: ['together'] });
  const from = lastWeeks(tx.now, input.weeks)[0] as string;
  return {
    productId: input.productId ?? null, asOf: (await lastRolled(tx))?.rolledAt ?? null, from, functions: [...REACHING_FUNCTIONS],
    together: rows.map((row) => { const [of = '', with_ = ''] = row.part.split('>'); return { of, with: with_, share: wilson(row.numerator, row.denominator) }; }),
    activity: byRole(await listActivity(tx, from)),
    togetherDefinition: DEFINITIONS.together.text, activityDefinition: DEFINITIONS.activity.text,
  };
}
