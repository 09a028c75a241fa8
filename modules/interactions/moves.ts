import type { Moves } from '#customers';

/** What follows a customer who goes into another: her timeline is one from then on, and caps count all of it. */
export const moves: Moves = {
  tables: [
    { table: 'interactions.interaction', moves: true, pointers: ['organisation_id'] },
    { table: 'interactions.content', moves: true },
    { table: 'interactions.wish', moves: true },
    { table: 'interactions.affinity', stays: 'A decayed sum of the touches of one record, kept up touch by touch: the sum of two could not be parted again. The winner\'s goes on with what she does; the loser\'s waits for an undo.' },
  ],
};
