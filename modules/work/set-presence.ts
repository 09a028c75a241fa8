import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { getMe, listPresence } from './reads/index.ts';
import type { Presence, PresenceState } from './types.ts';
import { replaceBusy, upsertPresence } from './writes.ts';

export type SetPresence = { readonly state: PresenceState; readonly until?: string | null; readonly busy?: readonly { readonly from: string; readonly to: string; readonly label?: string }[] };

/** Says whether I am there, and when given, which blocks ahead are taken. Colleagues see it at once. */
export async function setPresence(tx: Tx, input: SetPresence): Promise<Presence> {
  const { userId } = await getMe(tx);
  await upsertPresence(tx, userId, { state: input.state, until: input.until ?? null });
  if (input.busy) await replaceBusy(tx, userId, input.busy);
  await audit(tx, { action: 'work.set_presence', resource: 'work.presence', recordId: userId, after: { state: input.state, until: input.until ?? null } });
  await announce(tx, { topic: 'work.presence', permission: 'work:read' });
  return (await listPresence(tx, { userIds: [userId] }))[0] as Presence;
}
