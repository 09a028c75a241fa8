import type { Moves } from '#customers';

/** Inquiries and what was said medically follow a customer whose record goes into another; only the system's own role touches them. */
export const moves: Moves = {
  tables: [{ table: 'medical.inquiry', moves: true }, { table: 'medical.interaction_content', moves: true }, { table: 'medical.insight', moves: true }],
};
