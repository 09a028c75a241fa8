import { ENGINE } from '#platform/db';
import { handledOnce, onEvent } from '#platform/events';
import { addJob } from '#platform/jobs';

/** An account whose formulary changed resembles others than before. */
const followFormulary = onEvent({
  name: 'insight.describe-after-formulary',
  types: ['formulary.won', 'formulary.lost', 'formulary.changed'],
  actor: ENGINE,
  handle: ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (!(await handledOnce(tx, event.eventId, 'insight.describe-after-formulary'))) return;
    await addJob(tx, { task: 'insight.describe-accounts', payload: {}, key: 'insight.describe-accounts', priority: 50 });
  }),
});

export const handlers = [followFormulary];
