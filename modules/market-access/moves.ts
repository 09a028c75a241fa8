import type { Moves } from '#customers';

/** What follows a plan, a payer or a prescriber who goes into another. */
export const moves: Moves = {
  tables: [
    { table: 'market_access.plan', moves: true, pointers: ['payer_customer_id'] },
    { table: 'market_access.position', moves: true },
    { table: 'market_access.payer_mix', moves: true },
    { table: 'market_access.published_list', moves: true },
  ],
  unfollowed: [{ table: 'market_access.payer_mix', column: 'plan_customer_id', why: 'A share is counted for the plan that its source names, and its next delivery names the plan anew.' }],
};
