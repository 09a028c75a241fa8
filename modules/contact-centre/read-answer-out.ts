import type { Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { recordAnswerRead } from '#work';
import { findAnswerVersion, findCaller } from './reads.ts';
import { getMyCase } from './read-console.ts';

/** An approved answer was read out to her. Refused when the version is not approved, or not in date where she is. */
export async function readAnswerOut(tx: Tx, { caseId, versionId }: { caseId: number; versionId: number }): Promise<void> {
  const one = await getMyCase(tx, caseId);
  const caller = await findCaller(tx, one.customerId);
  const version = await findAnswerVersion(tx, versionId, caller?.timeZone ?? 'America/New_York');
  if (!version) throw new Problem('request.not_found');
  if (version.state !== 'approved' || !version.inDate) {
    const why = version.state !== 'approved' ? `it is ${version.state.replaceAll('_', ' ')}` : `it is valid from ${version.validFrom} to ${version.validTo}`;
    throw new Problem('contact_centre.answer_not_approved', {
      versionId, record: `${version.code} v${version.versionNo}`, detail: `${version.code} v${version.versionNo} may not be read out: ${why}.`, remedy: 'Hand the question to a liaison, or look for another approved answer.',
    });
  }
  await recordAnswerRead(tx, caseId, { versionId, code: version.code, title: version.title, versionNo: version.versionNo });
}
