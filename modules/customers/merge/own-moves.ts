import { sql, type Tx } from '#platform/db';
import type { MergePair, Moves } from './types.ts';

/** An address that is dead for one record is dead for the other: the mark says which merge set it, so that undoing takes it away. */
const joinContactPoints = (tx: Tx, pairs: readonly MergePair[]): Promise<number> => tx.run(sql`
  update customers.contact_point w set state = l.state, state_at = l.state_at, state_source = 'merge:' || p.merge_id
    from unnest(${pairs.map((p) => p.loserId)}::bigint[], ${pairs.map((p) => p.winnerId)}::bigint[], ${pairs.map((p) => p.mergeId)}::bigint[]) as p(loser_id, winner_id, merge_id)
    join customers.contact_point l on l.customer_id = p.loser_id and l.state <> 'active'
   where w.customer_id = p.winner_id and w.kind = l.kind and w.value = l.value and w.state = 'active'`);

const partContactPoints = async (tx: Tx, customerIds: readonly number[]): Promise<void> => {
  await tx.run(sql`
    update customers.contact_point set state = 'active', state_at = null, state_source = null
     where customer_id = any(${customerIds}::bigint[]) and state_source like 'merge:%'`);
};

/** What this module, and the platform's list of who sees whom, do with a record that goes into another. */
export const customersMoves: Moves = {
  tables: [
    { table: 'customers.identifier', moves: true },
    { table: 'customers.address', moves: true },
    { table: 'customers.contact_point', moves: true },
    { table: 'customers.specialty', moves: true },
    { table: 'customers.affiliation', moves: true, pointers: ['to_customer_id'] },
    { table: 'customers.owner', moves: true },
    { table: 'customers.source_record', moves: true },
    { table: 'customers.measure', moves: true },
    { table: 'customers.request', moves: true },
    { table: 'customers.request_line', moves: true },
    { table: 'customers.request_file', moves: true },
    { table: 'access.membership', moves: true },
    { table: 'customers.change', stays: 'What the record of this number was: a merge is one of its changes.' },
    { table: 'customers.customer', stays: 'The record itself: it says into which other it went.' },
    { table: 'customers.import_before', stays: 'What a source had said of this record before an import, for taking the import back.' },
    { table: 'privacy.legal_hold', stays: 'A hold binds the record that it names; nothing of that record is lost by a merge.' },
    { table: 'privacy.request', stays: 'A request is answered for the record that it names.' },
    { table: 'customers.match_pair', stays: 'Evidence about two records as their sources tell them; a pair of a merged record waits until it is undone.' },
    { table: 'customers.match_verdict', stays: 'What a steward said of these two records, not of the party that they became.' },
    { table: 'customers.merge', stays: 'The books of merging.' },
    { table: 'customers.merge_member', stays: 'The books of merging.' },
    { table: 'customers.merge_move', stays: 'The books of merging.' },
    { table: 'events.event', stays: 'A fact is never edited; it names the record that it was about.' },
    { table: 'access.break_glass', stays: 'Opened for a few hours and for the record that was asked for.' },
    { table: 'audit.signature', stays: 'A signature is never edited.' },
    { table: 'audit.entry', stays: 'The trail is never edited; it names the record that it was about.' },
  ],
  unfollowed: [
    { table: 'customers.customer', column: 'merged_into', why: 'Kept by merging itself.' },
    { table: 'customers.match_pair', column: 'other_id', why: 'Names a record, not a party.' },
    { table: 'customers.match_verdict', column: 'other_id', why: 'Names a record, not a party.' },
  ],
  join: joinContactPoints,
  part: partContactPoints,
};
