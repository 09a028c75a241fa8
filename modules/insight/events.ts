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

/** The mail of a cascade has left: the director's page counts it now, not at the next minute. */
const followMail = onEvent({
  name: 'insight.roll-up-after-mail',
  types: ['message.left'],
  actor: ENGINE,
  handle: ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (!(await handledOnce(tx, event.eventId, 'insight.roll-up-after-mail'))) return;
    await addJob(tx, { task: 'insight.roll-up', payload: { now: true }, key: 'insight.roll-up-now', priority: 50 });
  }),
});

export const handlers = [followFormulary, followMail];
