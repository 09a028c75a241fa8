import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { audit } from '#platform/audit';
import { ENGINE, sql, type Db, type Held } from '#platform/db';
import { recoverMessages } from '../recover-messages.ts';
import { openTokens } from '../tokens.ts';
import type { ClaimedMessage, MailIdentity } from '../types.ts';
import { claimMessages } from './claim-messages.ts';
import { composeMail, type ComposedMail } from './compose-mail.ts';
import { giveBack, takeTurn, type Attempt } from './mark-messages.ts';
import { openRenderer } from './render-message.ts';
import { SENDER_LOCKS, endSender, insertSender } from './sender-sql.ts';
import { openLane } from './smtp-lane.ts';

export type SenderOptions = {
  readonly db: Db;
  readonly log: Logger;
  readonly identity: MailIdentity;
  /** Where mail goes: an smtp:// or smtps:// address; `builtIn` when it is our own mailbox. */
  readonly transport: { readonly url: string; readonly builtIn: boolean };
  /** Connections at once, each with at most one mail in flight. */
  readonly lanes?: number;
};
export type Sender = { readonly senderId: number; close(): Promise<void> };

type Ready = { readonly message: ClaimedMessage; readonly mail: ComposedMail };

const POLL_MS = 1_000;
const RECOVER_MS = 5_000;
const CLAIM = 100;
/** An intent older than this does not leave any more: the process slept, and others may have given it up. */
const INTENT_LIVES_MS = 20_000;
const LONGEST_PAUSE_MS = 30_000;
/** A database that stays away does not keep the process from ending; what it could not be told is then unknown. */
const CLOSE_MS = 10_000;

async function register(options: SenderOptions): Promise<{ held: Held; senderId: number }> {
  const { db, transport } = options;
  const held = await db.hold();
  try {
    const { senderId } = await db.transaction(ENGINE, (tx) => tx.one<{ senderId: number }>(sql`select nextval(pg_get_serial_sequence('channels.sender', 'sender_id')) as sender_id`));
    // The lock stands before the row: a sender that can be seen is alive.
    await held.run(sql`select pg_advisory_lock(${SENDER_LOCKS + senderId}::bigint)`);
    await held.run(sql`listen tutti_mail`);
    await db.transaction(ENGINE, async (tx) => {
      await insertSender(tx, { senderId, host: hostname(), transport: transport.builtIn ? 'built_in' : new URL(transport.url).host });
      await audit(tx, { action: 'channels.open_sender', resource: 'channels.sender', recordId: senderId });
    });
    return { held, senderId };
  } catch (error) {
    held.release();
    throw error;
  }
}

/**
 * Sends queued mail for as long as it is open. Its claim on a mail lives exactly as long as its database session: when the session ends, whoever
 * comes next takes over what had not begun and lists what may have left.
 */
export async function openSender(options: SenderOptions): Promise<Sender> {
  const { db, log, identity, transport, lanes: laneCount = 8 } = options;
  const tokens = openTokens(identity.secret);
  const render = openRenderer(db, tokens, identity);
  const lanes = Array.from({ length: laneCount }, () => ({ lane: openLane(transport.url), busy: false }));
  let current = await register(options);
  let lost = false;
  let closing = false;
  let giveUpAt = Infinity;
  let claiming: Promise<void> | undefined;
  let nothingDue = false;
  let pausedUntil = 0;
  let pause = 500;
  let recoveredAt = 0;
  let wake: () => void = () => undefined;
  const ready: Ready[] = [];
  const attempts: Attempt[] = [];

  const attend = () => {
    const { held } = current;
    held.onNotification(() => { nothingDue = false; wake(); });
    held.onLost(() => { lost = true; wake(); });
  };
  attend();

  const rest = (ms: number) => new Promise<void>((resolve) => {
    const timer = setTimeout(() => { nothingDue = false; resolve(); }, ms);
    wake = () => { clearTimeout(timer); resolve(); };
  });

  async function compose(message: ClaimedMessage): Promise<void> {
    try {
      ready.push({ message, mail: await composeMail(message, await render(message), { tokens, identity, now: db.clock() }) });
    } catch (error) {
      log.error({ err: error, messageId: message.messageId }, 'a mail could not be composed');
      attempts.push({ message, delivery: { kind: 'failed', reason: (error as Error).message.slice(0, 300) } });
    }
  }

  function refill(): void {
    if (claiming || closing || lost || nothingDue || ready.length >= CLAIM / 2 || Date.now() < pausedUntil) return;
    claiming = claimMessages(db, current.senderId, CLAIM)
      .then(async (claimed) => {
        nothingDue = claimed.length === 0;
        for (const message of claimed) { await compose(message); wake(); } // composing is work for one thread; the first may leave while the last is composed
      })
      .catch((error: unknown) => {
        log.warn({ err: error }, 'mail could not be claimed; trying again');
        nothingDue = true;
      })
      .finally(() => { claiming = undefined; wake(); });
  }

  async function hand(entry: Ready, slot: (typeof lanes)[number], confirmedAt: number): Promise<void> {
    const mayLeave = () => !lost && Date.now() - confirmedAt < INTENT_LIVES_MS;
    const delivery = await slot.lane.send(entry.mail.envelope, entry.mail.text, mayLeave);
    if (delivery.kind === 'unreached' && !lost) {
      pausedUntil = Date.now() + (pause = Math.min(LONGEST_PAUSE_MS, pause * 2));
      log.warn({ reason: delivery.reason }, 'the mail server does not answer; trying again');
    } else if (delivery.kind === 'sent') pause = 500;
    attempts.push({ message: entry.message, delivery });
    slot.busy = false;
    wake();
  }

  async function turn(): Promise<boolean> {
    const free = closing || lost || Date.now() < pausedUntil ? [] : lanes.filter((slot) => !slot.busy);
    const next = ready.splice(0, free.length);
    const done = attempts.splice(0);
    if (next.length === 0 && done.length === 0) return false;
    try {
      const confirmed = await takeTurn(db, current.senderId, { attempts: done, intents: next.map(({ message, mail }) => ({ message, internetId: mail.internetId })) });
      const confirmedAt = Date.now();
      for (const [index, entry] of next.filter(({ message }) => confirmed.has(message.messageId)).entries()) {
        const slot = free[index] as (typeof lanes)[number];
        slot.busy = true;
        void hand(entry, slot, confirmedAt);
      }
    } catch (error) {
      log.warn({ err: error }, 'what became of mails could not be written; trying again');
      attempts.unshift(...done); // it is known; it only is not on record yet
      ready.unshift(...next);
      await rest(500);
    }
    return true;
  }

  async function recover(): Promise<void> {
    if (Date.now() - recoveredAt < RECOVER_MS) return;
    recoveredAt = Date.now();
    await recoverMessages(db).catch((error: unknown) => log.warn({ err: error }, 'dead senders could not be looked for'));
  }

  /** The session is gone and the lock with it: others may hold by now what this sender had claimed. */
  async function registerAnew(): Promise<void> {
    if (attempts.length) await turn(); // under the old number: what is known of its mails must not be lost
    if (attempts.length) return;
    ready.length = 0;
    current.held.release();
    current = await register(options).catch(async (error: unknown) => { await rest(1_000); throw error; });
    lost = false;
    attend();
  }

  const idle = () => attempts.length === 0 && lanes.every((slot) => !slot.busy);

  async function run(): Promise<void> {
    while (!closing || claiming || (!idle() && Date.now() < giveUpAt)) {
      try {
        if (lost && idle() && !claiming) await registerAnew();
        await recover();
        refill();
        if (!await turn()) await rest(POLL_MS);
      } catch (error) {
        log.warn({ err: error }, 'the sender stumbled; going on');
        await rest(POLL_MS);
      }
    }
  }
  const running = run();

  return {
    get senderId() { return current.senderId; },
    async close() {
      closing = true;
      giveUpAt = Date.now() + CLOSE_MS;
      wake();
      await running;
      for (const slot of lanes) slot.lane.close();
      const left = ready.splice(0).map(({ message }) => message.messageId);
      if (left.length) await giveBack(db, current.senderId, left);
      await db.transaction(ENGINE, async (tx) => {
        await endSender(tx, current.senderId);
        await audit(tx, { action: 'channels.close_sender', resource: 'channels.sender', recordId: current.senderId });
      });
      current.held.release();
    },
  };
}
