/** Words of the home page. */
export const messages = {
  place: 'Home',
  empty: 'Nothing here yet for this role.',
} as const;
