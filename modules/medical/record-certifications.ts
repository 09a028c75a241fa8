import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { upsertCertifications } from './writes.ts';

/** Sets who may speak about which product until when; the same certificate again takes the newer days. */
export async function recordCertifications(tx: Tx, certifications: Parameters<typeof upsertCertifications>[1]): Promise<number> {
  const rows = await upsertCertifications(tx, certifications);
  await audit(tx, { action: 'medical.record_certifications', resource: 'medical.certification', rows });
  return rows;
}
