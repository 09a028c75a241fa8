import type { Moves } from '#customers';

/** Territory and visits follow a customer whose record goes into another; a visit's place follows the organisation. */
export const moves: Moves = {
  tables: [{ table: 'field.assignment', moves: true }, { table: 'field.visit', moves: true, pointers: ['place_id'] }],
};
