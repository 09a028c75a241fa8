import { ENGINE } from '#platform/db';
import { handledOnce, onEvent } from '#platform/events';
import { notify } from '#work';

const NAME = 'audit.tell-refused-signature';
const WHAT: Readonly<Record<string, string>> = { wrong_user_name: 'a wrong user name', wrong_password: 'a wrong password', wrong_code: 'a wrong code', wrong_passkey: 'a passkey that is not hers' };
type Refused = { readonly userId: number; readonly reason: string; readonly refusals: number; readonly locked: boolean };

/** Tells administrators, and the one in whose session it was, that somebody tried to sign and could not prove who he is (21 CFR 11.300(d)). */
export const tellRefusedSignature = onEvent({
  name: NAME, types: ['signature.refused'], actor: ENGINE,
  handle: async ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (!await handledOnce(tx, event.eventId, NAME)) return;
    const { userId, reason, refusals, locked } = event.data as Refused;
    const detail = locked ? `Try ${refusals} in a quarter of an hour: signing is closed for this account for 15 minutes.` : `Try ${refusals} in a quarter of an hour. Nothing was signed.`;
    await notify(tx, [
      { role: 'administrator', kind: 'signature_refused', headline: `A signature was refused: ${WHAT[reason] ?? reason}`, detail, link: `/audit?action=signature.refuse&who=${userId}`, key: `signature.refused:${event.eventId}:administrator` },
      { userIds: [userId], kind: 'signature_refused', headline: `A signature in your name was refused: ${WHAT[reason] ?? reason}`, detail: `${detail} Was it not you? Tell an administrator, and change your password.`, link: '/account', key: `signature.refused:${event.eventId}:own` },
    ]);
  }),
});
