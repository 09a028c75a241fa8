import type { Moves } from '#customers';

/** Events follow the reporter whose record goes into another: Day 0, number and narrative stay as they are. */
export const moves: Moves = {
  tables: [{ table: 'safety.event', moves: true }, { table: 'safety.narrative', moves: true }, { table: 'safety.step', moves: true }],
};
