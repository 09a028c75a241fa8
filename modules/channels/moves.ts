import type { Moves } from '#customers';

const HERS = 'select m.customer_id, m.message_id, m.address, m.queued_at, m.interaction_id from channels.message m';

// Touches by mail, each with the address that it went to or came from.
const TOUCHES = `from interactions.v_interaction t join (
    select customer_id, interaction_id, address from (${HERS}) m where interaction_id is not null
    union all select r.customer_id, r.interaction_id, m.address from channels.response r join (${HERS}) m on m.customer_id = r.customer_id and m.message_id = r.message_id where r.interaction_id is not null
    union all select i.customer_id, i.interaction_id, i.from_address from channels.inbound i where i.interaction_id is not null) a
    on a.customer_id = t.customer_id and a.interaction_id = t.interaction_id`;

/** Mail follows a customer whose record goes into another, and what waits is looked at by the gate under her number before it leaves. Mail tells by its address whose it is. */
export const moves: Moves = {
  tables: [
    { table: 'channels.message', moves: true, busy: "t.state in ('claimed', 'dispatching')", behind: { table: 'orchestration.action', column: 'action_id' } },
    { table: 'channels.response', moves: true, behind: { table: 'channels.message', column: 'message_id' } },
    { table: 'channels.inbound', moves: true },
  ],
  traces: [
    { table: 'channels.message', select: 'select m.customer_id, array[m.message_id::text] as row_key, m.address, m.queued_at as at from channels.message m' },
    { table: 'channels.inbound', select: 'select i.customer_id, array[i.inbound_id::text] as row_key, i.from_address as address, i.received_at as at from channels.inbound i' },
    { table: 'channels.response', select: `select r.customer_id, array[r.message_id::text, r.kind, r.detail] as row_key, m.address, r.responded_at as at from channels.response r join (${HERS}) m on m.customer_id = r.customer_id and m.message_id = r.message_id` },
    { table: 'interactions.interaction', select: `select t.customer_id, array[t.occurred_at::text, t.interaction_id::text] as row_key, a.address, t.occurred_at as at ${TOUCHES}` },
    { table: 'interactions.content', select: `select t.customer_id, array[t.interaction_id::text] as row_key, a.address, t.occurred_at as at ${TOUCHES}` },
  ],
};
