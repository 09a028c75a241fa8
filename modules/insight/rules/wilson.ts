import type { Share } from '../types.ts';

const Z = 1.959964; // 97.5 % of the normal distribution

/** The 95 % Wilson interval of a share: it stays within 0 and 1 and says something at 0 and at n. */
export function wilson(numerator: number, denominator: number): Share {
  if (denominator <= 0) return { value: null, low: 0, high: 1, n: numerator, of: 0 };
  const share = numerator / denominator;
  const grown = 1 + Z ** 2 / denominator;
  const middle = (share + Z ** 2 / (2 * denominator)) / grown;
  const half = (Z / grown) * Math.sqrt((share * (1 - share)) / denominator + Z ** 2 / (4 * denominator ** 2));
  return { value: share, low: Math.max(0, Math.min(share, middle - half)), high: Math.min(1, Math.max(share, middle + half)), n: numerator, of: denominator };
}
