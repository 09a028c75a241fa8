import type { Moves } from '#customers';

export const moves: Moves = {
  tables: [{ table: 'insight.account', stays: 'Described anew every night from what lies at the account.' }],
};
