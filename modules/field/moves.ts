import type { Moves } from '#customers';

/** Visits follow a customer whose record goes into another; a visit's place follows the organisation. */
export const moves: Moves = {
  tables: [{ table: 'field.visit', moves: true, pointers: ['place_id'] }],
};
