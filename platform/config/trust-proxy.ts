import { isIP } from 'node:net';

const WIDEST: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

/** 10.0.0.3, 10.0.0.0/8, ::1 or fc00::/7. */
export function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const widest = WIDEST[isIP(address)];
  if (widest === undefined || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= widest);
}

/** The members of a list with commas. */
export const listOf = (text: string): string[] => text.split(',').map((part) => part.trim()).filter(Boolean);
