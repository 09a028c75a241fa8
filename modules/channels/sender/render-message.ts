import { renderMail, type MergeValues, type RenderedMail } from '#content';
import { ENGINE, type Db } from '#platform/db';
import { findVersion, type MailVersion } from '../reads.ts';
import { linkTargets, withLinks } from '../rules/link-targets.ts';
import { salutationOf } from '../rules/salutation.ts';
import type { Tokens } from '../tokens.ts';
import type { ClaimedMessage, MailIdentity } from '../types.ts';
import { linksOf, type MailLinks } from './compose-mail.ts';

const MOST_KEPT = 50; // versions; the text of one never changes, so that it may be kept

function valuesOf(message: ClaimedMessage, version: MailVersion, { links, identity }: { links: MailLinks; identity: MailIdentity }): MergeValues {
  const choices = Object.fromEntries(version.choices.map((_, index) => [`links.choice.${index + 1}`, links.choice(index + 1)]));
  return {
    'customer.name': message.customerName, 'customer.salutation': salutationOf(message), 'customer.given_name': message.givenName ?? '', 'customer.family_name': message.familyName ?? '',
    'customer.credential': message.credential ?? '', 'customer.city': message.city ?? '', 'sender.name': identity.company.name, 'sender.title': '',
    'company.name': identity.company.name, 'company.address': identity.company.address,
    ...(message.productName === null ? {} : { 'product.name': message.productName }),
    ...message.merge, 'links.unsubscribe': links.unsubscribe, ...choices,
  };
}

const withPixel = (html: string, address: string): string => {
  const pixel = `<img src="${address}" width="1" height="1" alt="" style="display:block;border:0">`;
  const end = html.lastIndexOf('</body>');
  return end < 0 ? html + pixel : html.slice(0, end) + pixel + html.slice(end);
};

/** Renders mails of approved versions: the module content fills the text, we put our own links in the place of those that it holds. */
export function openRenderer(db: Db, tokens: Tokens, identity: MailIdentity): (message: ClaimedMessage) => Promise<RenderedMail> {
  const kept = new Map<number, Promise<MailVersion>>();
  const versionOf = (versionId: number): Promise<MailVersion> => {
    const known = kept.get(versionId) ?? db.read(ENGINE, (tx) => findVersion(tx, versionId));
    kept.set(versionId, known);
    known.catch(() => kept.delete(versionId));
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as number);
    return known;
  };
  return async (message) => {
    const version = await versionOf(message.versionId);
    const links = linksOf(message, { tokens, identity, now: db.clock() });
    const mail = await renderMail(version, valuesOf(message, version, { links, identity }));
    return { ...mail, html: withPixel(withLinks(mail.html, linkTargets(version.body), links.click), links.open) };
  };
}
