import { codeAt, fromBase32, STEP_MS } from '../../platform/testing/one-time-code.ts';

const stepNow = (): number => Math.floor(Date.now() / STEP_MS);

/** A code that is not valid now. */
export const wrongCode = (secret: string): string => {
  const valid = [-1, 0, 1].map((step) => codeAt(fromBase32(secret), stepNow() + step));
  return ['000000', '111111', '222222', '333333'].find((code) => !valid.includes(code)) ?? '444444';
};

const used = new Map<string, number>();

/** A code that is valid now and was not given before: the server takes each step of the clock once, and the steps beside the present one too. */
export async function freshCode(secret: string): Promise<string> {
  const step = Math.max((used.get(secret) ?? 0) + 1, stepNow() - 1);
  used.set(secret, step);
  while (step > stepNow() + 1) await new Promise((resolve) => { setTimeout(resolve, 250); });
  return codeAt(fromBase32(secret), Math.max(step, stepNow() - 1));
}
