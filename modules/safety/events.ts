import type { Actor } from '#platform/db';
import { handledOnce, onEvent } from '#platform/events';
import { flagHarm, getCaseQuestion, notify } from '#work';
import { suspectsHarm } from './rules/suspects-harm.ts';

/** The screen reads her words under safety's own rights, and on the trail. */
const SCREEN: Actor = Object.freeze({ kind: 'system', role: 'safety', userId: null });

/** Words of a case that may mention harm are flagged when it opens, whatever the channel, and looked at once more when it closes. */
export const screenCase = onEvent({
  name: 'safety.screen-case',
  types: ['case.opened', 'case.closed'],
  actor: SCREEN,
  handle: ({ db }, event) => db.transaction(SCREEN, async (tx) => {
    if (!(await handledOnce(tx, event.eventId, 'safety.screen-case'))) return;
    const caseId = Number(event.data['caseId']);
    const { question } = await getCaseQuestion(tx, caseId);
    if (!suspectsHarm(question).suspects || !(await flagHarm(tx, caseId))) return;
    await notify(tx, [{ role: 'safety', customerId: event.customerId, kind: 'safety.suspected', headline: `Case C-${caseId} may mention harm`, link: `/work/cases/${caseId}`, key: `safety:case:${caseId}` }]);
  }),
});

export const handlers = [screenCase];
