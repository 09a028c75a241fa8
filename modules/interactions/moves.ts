import type { Moves } from '#customers';
import { countEvidence } from './rebuild-affinity.ts';

/** What follows a customer who goes into another: her timeline is one from then on, and caps count all of it. */
export const moves: Moves = {
  tables: [
    { table: 'interactions.interaction', moves: true, pointers: ['organisation_id'] },
    { table: 'interactions.content', moves: true },
    { table: 'interactions.wish', moves: true },
    { table: 'interactions.imported', moves: true },
    { table: 'interactions.affinity', stays: 'A decayed sum of touches: it is counted anew on both sides whenever touches move, so that it follows them and comes back with them.' },
  ],
  recount: async (tx, customerIds) => void await countEvidence(tx, customerIds),
};
