import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { audit } from '#platform/audit';
import { ENGINE, sql, type Db, type Held } from '#platform/db';
import { recoverMessages } from '../recover-messages.ts';
import { faultOf } from '../rules/fault-of.ts';
import { openTokens } from '../tokens.ts';
import type { ClaimedMessage, MailIdentity } from '../types.ts';
import { claimMessages } from './claim-messages.ts';
import { composeMail, type ComposedMail } from './compose-mail.ts';
import { giveBack, markMessages, writeIntents, type Attempt } from './mark-messages.ts';
import { openRenderer } from './render-message.ts';
import { SENDER_LOCKS, endSender, insertSender } from './sender-sql.ts';
import { openLane, type Lane } from './smtp-lane.ts';

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
type Registration = { readonly held: Held; readonly senderId: number };

const POLL_MS = 1_000;
const RECOVER_MS = 5_000;
const CLAIM = 100;
const LANES = 16;
/** Mails that left and whose mark is not on record yet: so many at most are unknown after a crash, besides those in flight. */
const MOST_UNMARKED = 32;
/** Marks and intents gather this long, so that one commit serves several mails: on two busy cores 222 mails a second without it, 307 and 392 with it. */
const GATHER_MS = 8;
const MARKS_TOGETHER = 16;
/** An intent older than this does not leave any more: the process slept, and others may have given it up. */
const INTENT_LIVES_MS = 20_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A database that stays away does not keep the process from ending; what it could not be told is then unknown. */
const CLOSE_MS = 10_000;

async function register({ db, transport }: SenderOptions): Promise<Registration> {
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

class MailSender implements Sender {
  readonly #options: SenderOptions;
  readonly #tokens: ReturnType<typeof openTokens>;
  readonly #render: ReturnType<typeof openRenderer>;
  readonly #lanes: { readonly lane: Lane; busy: boolean }[];
  readonly #ready: Ready[] = [];
  readonly #attempts: Attempt[] = [];
  readonly #running: Promise<void>;
  #registration: Registration;
  #lost = false;
  #closing = false;
  #giveUpAt = Infinity;
  #claiming: Promise<void> | undefined;
  #marking: Promise<void> | undefined;
  #unmarked = 0;
  #markedAt = 0;
  #dispatchedAt = 0;
  #nothingDue = false;
  #pause = FIRST_PAUSE_MS;
  #pausedUntil = 0;
  #recoveredAt = -Infinity;
  #woken = false;
  #resume: (() => void) | undefined;

  constructor(options: SenderOptions, registration: Registration) {
    this.#options = options;
    this.#tokens = openTokens(options.identity.secret);
    this.#render = openRenderer(options.db, this.#tokens, options.identity);
    this.#lanes = Array.from({ length: options.lanes ?? LANES }, () => ({ lane: openLane(options.transport.url), busy: false }));
    this.#registration = registration;
    this.#attend();
    this.#running = this.#run();
  }

  get senderId(): number {
    return this.#registration.senderId;
  }

  async close(): Promise<void> {
    const { db } = this.#options;
    this.#closing = true;
    this.#giveUpAt = performance.now() + CLOSE_MS;
    this.#wake();
    await this.#running;
    for (const slot of this.#lanes) slot.lane.close();
    const left = this.#ready.splice(0).map(({ message }) => message.messageId);
    if (left.length) await giveBack(db, this.senderId, left);
    await db.transaction(ENGINE, async (tx) => {
      await endSender(tx, this.senderId);
      await audit(tx, { action: 'channels.close_sender', resource: 'channels.sender', recordId: this.senderId });
    });
    this.#registration.held.release();
  }

  #attend(): void {
    const { held } = this.#registration;
    held.onNotification(() => { this.#nothingDue = false; this.#wake(); });
    held.onLost(() => { this.#lost = true; this.#wake(); });
  }

  #wake(): void {
    this.#woken = true;
    this.#resume?.();
  }

  /** Until something happened since the last look, at most so long. */
  async #rest(ms: number): Promise<void> {
    if (this.#woken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => { this.#nothingDue = false; resolve(); }, ms);
      this.#resume = () => { clearTimeout(timer); resolve(); };
    });
    this.#resume = undefined;
  }

  get #paused(): boolean {
    return this.#closing || this.#lost || performance.now() < this.#pausedUntil;
  }

  get #idle(): boolean {
    return this.#unmarked === 0 && this.#lanes.every((slot) => !slot.busy);
  }

  #settle(attempt: Attempt): void {
    this.#attempts.push(attempt);
    this.#unmarked += 1;
    this.#wake();
  }

  async #compose(message: ClaimedMessage): Promise<void> {
    const { db, identity, log } = this.#options;
    try {
      const rendered = await this.#render(message);
      this.#ready.push({ message, mail: await composeMail(message, rendered, { tokens: this.#tokens, identity, now: db.clock() }) });
      this.#wake();
    } catch (error) {
      const [fault, reason] = [faultOf(error), (error as Error).message.slice(0, 300)];
      log.error({ err: error, messageId: message.messageId }, 'a mail could not be composed');
      this.#settle({ message, delivery: fault === null ? { kind: 'unreached', reason, begun: false } : { kind: 'failed', reason, fault } });
    }
  }

  /** Claims the next batch while the last one leaves. */
  #refill(): void {
    if (this.#claiming || this.#paused || this.#nothingDue || this.#ready.length >= CLAIM / 2) return;
    this.#claiming = claimMessages(this.#options.db, this.senderId, CLAIM).then(async (claimed) => {
      this.#nothingDue = claimed.length === 0;
      for (const message of claimed) await this.#compose(message); // work for one thread; the first leaves while the last is composed
    }).catch((error: unknown) => {
      this.#options.log.warn({ err: error }, 'mail could not be claimed; trying again');
      this.#nothingDue = true;
    }).finally(() => {
      this.#claiming = undefined;
      this.#wake();
    });
  }

  /** Puts on record what became of mails; what cannot be written yet is kept and tried again. */
  #mark(): void {
    if (this.#marking || this.#attempts.length === 0) return;
    if (this.#attempts.length < MARKS_TOGETHER && performance.now() - this.#markedAt < 3 * GATHER_MS) return;
    const batch = this.#attempts.splice(0, CLAIM);
    this.#marking = markMessages(this.#options.db, this.senderId, batch).then(() => {
      this.#unmarked -= batch.length;
    }, async (error: unknown) => {
      this.#options.log.warn({ err: error }, 'what became of mails could not be written; trying again');
      this.#attempts.unshift(...batch);
      await new Promise((resolve) => { setTimeout(resolve, FIRST_PAUSE_MS); });
    }).finally(() => {
      this.#marking = undefined;
      this.#markedAt = performance.now();
      this.#wake();
    });
  }

  async #hand(entry: Ready, slot: { readonly lane: Lane; busy: boolean }, confirmedAt: number): Promise<void> {
    const mayLeave = () => !this.#lost && performance.now() - confirmedAt < INTENT_LIVES_MS;
    const delivery = await slot.lane.send(entry.mail.envelope, entry.mail.text, mayLeave);
    if (delivery.kind === 'unreached' && !this.#lost) {
      this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2);
      this.#pausedUntil = performance.now() + this.#pause;
      this.#options.log.warn({ reason: delivery.reason }, 'the mail server does not answer; trying again');
    } else if (delivery.kind === 'sent') this.#pause = FIRST_PAUSE_MS;
    slot.busy = false;
    this.#settle({ message: entry.message, delivery });
  }

  /** Commits the intents of as many mails as connections are free, and hands those over whose intent stands. */
  async #dispatch(): Promise<boolean> {
    if (this.#paused || this.#unmarked >= MOST_UNMARKED) return false;
    const free = this.#lanes.filter((slot) => !slot.busy);
    if (free.length < this.#lanes.length / 2 && performance.now() - this.#dispatchedAt < GATHER_MS) return false;
    const next = this.#ready.splice(0, free.length);
    if (next.length === 0) return false;
    try {
      const confirmed = await writeIntents(this.#options.db, this.senderId, next.map(({ message, mail }) => ({ message, internetId: mail.internetId })));
      const confirmedAt = this.#dispatchedAt = performance.now();
      for (const entry of next) {
        const slot = confirmed.has(entry.message.messageId) ? free.pop() : undefined;
        if (!slot) continue;
        slot.busy = true;
        void this.#hand(entry, slot, confirmedAt);
      }
    } catch (error) {
      this.#options.log.warn({ err: error }, 'intents could not be written; trying again');
      // Whether the intents stand or not, none of these mails was handed over.
      for (const { message } of next) this.#settle({ message, delivery: { kind: 'unreached', reason: 'The intent could not be written.' } });
    }
    return true;
  }

  async #recover(): Promise<void> {
    if (performance.now() - this.#recoveredAt < RECOVER_MS) return;
    this.#recoveredAt = performance.now();
    await recoverMessages(this.#options.db).catch((error: unknown) => this.#options.log.warn({ err: error }, 'dead senders could not be looked for'));
  }

  /** The session is gone and the lock with it: others may hold by now what this sender had claimed. What it knows is on record before. */
  async #registerAnew(): Promise<void> {
    this.#ready.length = 0;
    this.#registration.held.release();
    this.#registration = await register(this.#options);
    this.#lost = false;
    this.#attend();
  }

  async #run(): Promise<void> {
    while (!this.#closing || this.#claiming || (!this.#idle && performance.now() < this.#giveUpAt)) {
      this.#woken = false;
      try {
        if (this.#lost && this.#idle && !this.#claiming && !this.#closing) await this.#registerAnew();
        await this.#recover();
        this.#refill();
        this.#mark();
        if (!await this.#dispatch()) await this.#rest(this.#idle ? POLL_MS : GATHER_MS);
      } catch (error) {
        this.#options.log.warn({ err: error }, 'the sender stumbled; going on');
        await this.#rest(POLL_MS);
      }
    }
  }
}

/**
 * Sends queued mail for as long as it is open. Its claim on a mail lives exactly as long as its database session: when the session ends, whoever
 * comes next takes over what had not begun and lists what may have left.
 */
export const openSender = async (options: SenderOptions): Promise<Sender> => new MailSender(options, await register(options));
