import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Anchor } from '#platform/audit';
import type { Config } from '#platform/config';

/** Takes an anchor outside, where nobody who can write the database can write it: to the end of a file, to a mail address, as the settings say. */
export async function handOutAnchor({ anchorFile, anchorMail, smtpUrl, mailFrom, company }: Pick<Config, 'anchorFile' | 'anchorMail' | 'smtpUrl' | 'mailFrom' | 'company'>, anchor: Anchor): Promise<void> {
  const line = `${JSON.stringify(anchor)}\n`;
  if (anchorFile) {
    await mkdir(dirname(anchorFile), { recursive: true });
    await appendFile(anchorFile, line, { mode: 0o600 });
  }
  if (!anchorMail || !smtpUrl) return;
  const transport = createTransport(smtpUrl);
  try {
    await transport.sendMail({ from: mailFrom, to: anchorMail, subject: `${company.name}: audit trail, anchor ${anchor.anchorNo} of ${anchor.day}`, text: `Keep this mail: it proves the audit trail up to link ${anchor.count}.\n\n${line}` });
  } finally {
    transport.close();
  }
}
