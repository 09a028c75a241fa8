import type { Moves } from '#customers';

/** What people have to do for a customer follows her when her record goes into another. */
export const moves: Moves = {
  tables: [
    { table: 'work.task', moves: true },
    { table: 'work.case', moves: true },
    { table: 'work.case_detail', moves: true },
    { table: 'work.case_note', moves: true },
    { table: 'work.hand_over', moves: true },
    { table: 'work.notification', moves: true },
  ],
};
