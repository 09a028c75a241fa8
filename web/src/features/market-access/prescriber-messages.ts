type Position = { readonly status: string; readonly tier: number | null; readonly restrictions: readonly string[] };

/** Words of the page that asks who can prescribe. */
export const prescriberWords = {
  title: (product: string, plan: string, on: string) => `Who can prescribe ${product} under ${plan} on ${on}`, subtitle: 'Networks, practices and positions as they stood on a day.', product: 'Product', plan: 'Plan', day: 'Day',
  stands: ({ status, tier, restrictions }: Position, since: string | null) =>
    (status === 'covered' ? `Covered on tier ${tier}${restrictions.length ? ` with ${restrictions.join(', ')}` : ', without restriction'}${since ? `, since ${since}` : ''}.` : status === 'not_covered' ? `Not covered${since ? ` since ${since}` : ''}: what they prescribe is not paid for.` : 'No position was on file for that day.'),
  heads: { name: 'Prescriber', specialty: 'Specialty', through: 'In the network through', place: 'Place', can: 'May prescribe' }, itself: 'named by the network', can: 'Yes', reasons: { not_active: 'No longer active', licence_ended: 'Licence has ended by then' } as const,
  empty: 'Nobody was in the network of this plan on that day.', foot: 'Networks and practices as on that day; status and licence as on file now. Only those whom your role may see.',
} as const;
