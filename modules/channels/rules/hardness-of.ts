const ENHANCED = /\b[245]\.(\d{1,3})\.(\d{1,3})\b/; // RFC 3463

/**
 * Whether a mail came back because the address is dead (hard), or for a reason that may pass: a full mailbox, a policy of the other side (soft).
 * Without an enhanced status code a refusal for good counts as hard.
 */
export function hardnessOf(diagnostic: string): 'hard' | 'soft' {
  const [found, subject, detail] = ENHANCED.exec(diagnostic) ?? [];
  if (!found) return 'hard';
  return found.startsWith('5.') && (subject === '1' || (subject === '2' && detail === '1')) ? 'hard' : 'soft';
}
