import { formatDate, plural } from '../../ui/format.ts';

/** Words of taking positions over from published formularies. */
export const publishedWords = {
  open: 'From published formularies', title: (product: string) => `${product} in published formularies`, subtitle: 'Lists that a data steward has loaded: marketplace (QHP) and Medicare Part D',
  codes: 'Numbers of the product there', codesNote: 'RxNorm concepts, or NDC of eleven digits without dashes; of all strengths and packs. Kept for the next time.',
  effectiveFrom: 'Effective from', source: 'Which publication', sourceHint: 'Part D formulary file, November 2026',
  tiers: 'Tiers as they are published', tier: (word: string, lists: number) => `${word}, on ${plural(lists, 'list', 'lists')}`, noTier: 'Choose a tier',
  lists: 'Whose formulary is it?', listsNote: (count: number) => `${plural(count, 'list has', 'lists have')} the product and no plan on file that it is of.`, list: 'List', plans: 'Plans', add: 'It is theirs', names: { qhp: 'Marketplace', partd: 'Part D' } as Readonly<Record<string, string>>,
  table: 'Plan by plan', none: 'No plan has a published list yet. Say whose formulary a list is; plans with their marketplace number are found by themselves.', waiting: 'Looking into the lists on file', noCodes: 'Give the numbers of the product to see where it stands.',
  plan: 'Plan', now: (standing: string) => `on file: ${standing}`, absent: (count: number) => `${plural(count, 'plan has a list', 'plans have lists')} that nobody has loaded.`, listed: 'Published', change: 'Change', same: 'Same', notOnFile: 'nothing',
  faults: { not_loaded: () => '', tier_unknown: (word: string) => `Say which tier “${word}” is.`, later_position: (day: string) => `A later position stands from ${formatDate(day)}.` } as const,
  changes: { win: 'Win', loss: 'Loss', tier_improved: 'Better tier', tier_worsened: 'Worse tier', restriction_added: 'Restriction added', restriction_removed: 'Restriction removed', baseline: 'As found' } as Readonly<Record<string, string>>,
  covered: (tier: number, restrictions: readonly string[]) => [`tier ${tier}`, ...restrictions].join(', '), notCovered: 'not covered',
  starts: (events: number) => `Saving tells ${plural(events, 'event', 'events')}, one for each payer and standing`, silent: 'Nothing is told: nothing changes, or it is as found.', further: (count: number) => `And ${plural(count, 'further event', 'further events')}.`, eventOf: (payer: string, plans: number) => `${payer}, ${plural(plans, 'plan', 'plans')}`,
  save: (plans: number) => `Take over ${plural(plans, 'plan', 'plans')}`, cancel: 'Close', missing: 'Numbers, a day and the publication are needed, and a plan that changes.', failed: 'Not saved',
  saved: (recorded: number, left: number) => `${plural(recorded, 'position', 'positions')} recorded.${left ? ` ${plural(left, 'plan was', 'plans were')} left as they are.` : ''}`,
} as const;
