import type { Moves } from '#customers';

/** The ledger of decisions follows a customer whose record goes into another. Where both were decided about, the winner's stands and the loser's stays behind with what hangs on it. */
export const moves: Moves = {
  tables: [
    { table: 'orchestration.segment_member', moves: true },
    { table: 'orchestration.decision', moves: true },
    { table: 'orchestration.action', moves: true },
    { table: 'orchestration.enrolment', moves: true },
    { table: 'orchestration.step_decision', moves: true, behind: { table: 'orchestration.enrolment', column: 'enrolment_id' } },
    { table: 'orchestration.cascade', stays: 'A cascade began at the account as it was named then.' },
  ],
};
