const CODES = new Set(['53100', 'ENOSPC']); // PostgreSQL's and the system's

/** Whether something failed because a disk is full, however deep that lies. PostgreSQL says it in words where it has not begun to answer. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return CODES.has((error as { code?: string }).code ?? '') || /no space left on device/i.test(error.message) || isDiskFull(error.cause);
}
