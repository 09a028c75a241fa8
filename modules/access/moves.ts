import type { Moves } from '#customers';

/** Where a customer lies, exceptions and the history of hands follow a record that goes into another. */
export const moves: Moves = {
  tables: [{ table: 'access.territory_exception', moves: true }, { table: 'access.territory_customer', moves: true }, { table: 'access.territory_move', moves: true }],
};
