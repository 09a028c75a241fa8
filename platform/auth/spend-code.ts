import { createHmac, timingSafeEqual } from 'node:crypto';
import { createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import type pg from 'pg';
import { awaitedUser } from './awaited-user.ts';

const STEP_MS = 30_000; // RFC 6238, as the library makes and checks its codes: SHA-1, six digits, one step to either side
const VERIFY = '/two-factor/verify-totp';

function codeAt(secret: string, step: number): Buffer {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const start = (hash.at(-1) ?? 0) & 0xf;
  return Buffer.from(String((hash.readUInt32BE(start) & 0x7fff_ffff) % 1_000_000).padStart(6, '0'));
}

/** The step whose code this is, of the three that are valid at an instant; undefined when it is none of them. */
export function stepOf(secret: string, code: string, at: number): number | undefined {
  const now = Math.floor(at / STEP_MS);
  const given = Buffer.from(code);
  return [now + 1, now, now - 1].find((step) => { const valid = codeAt(secret, step); return valid.length === given.length && timingSafeEqual(valid, given); });
}

/** Takes the step for an authenticator; false when it or a later one was used before. Of two at once one gets it. */
async function takeStep(pool: pg.Pool, factorId: string, step: number): Promise<boolean> {
  const { rowCount } = await pool.query(`
    insert into spent_step ("factorId", step) values ($1, $2)
    on conflict ("factorId") do update set step = excluded.step where spent_step.step < excluded.step`, [factorId, step]);
  return rowCount === 1;
}

/** Refuses a code that was used before, or one older than that; the library itself would take each for up to a minute and a half (RFC 6238, section 5.2). */
export const spendCode = (pool: pg.Pool) => createAuthMiddleware(async (context) => {
  if (context.path !== VERIFY) return;
  const session = await getSessionFromCtx(context);
  const userId = session?.user.id ?? await awaitedUser(pool, context.headers);
  if (!userId) return;
  const { rows } = await pool.query<{ id: string; secret: string }>('select id, secret from "twoFactor" where "userId" = $1', [userId]);
  const [factor] = rows;
  const code = (context.body as { code?: unknown } | undefined)?.code;
  if (!factor || typeof code !== 'string') return;
  const secret = await symmetricDecrypt({ key: context.context.secretConfig, data: factor.secret });
  const step = stepOf(secret, code, Date.now()); // the library keeps real time, whatever the program's clock says
  if (step !== undefined && !await takeStep(pool, factor.id, step)) return context.json({ code: 'CODE_USED', message: 'This code was used before.' }, { status: 401 }); // thrown, it would be logged as a fault
});
