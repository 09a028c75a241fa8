import { ENGINE, type Db } from '#platform/db';
import { findVersion, type MailVersion } from '../reads.ts';
import { linkTargets, withLinks } from '../rules/link-targets.ts';
import type { Tokens } from '../tokens.ts';
import type { ClaimedMessage, MailIdentity } from '../types.ts';
import { linksOf, type MailLinks, type RenderedMail } from './compose-mail.ts';

const MOST_KEPT = 50; // versions; their text never changes, so that they may be kept

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

function fieldsOf(message: ClaimedMessage): Record<string, string> {
  return {
    'customer.given_name': message.givenName ?? '', 'customer.family_name': message.familyName ?? message.customerName, 'customer.name': message.customerName,
    'customer.credential': message.credential ?? '', 'customer.city': message.city ?? '', 'product.name': message.productName ?? '',
  };
}

const filled = (text: string, fields: Record<string, string>, encode: (value: string) => string) =>
  text.replace(/\{\{\s*([a-z_.]+)\s*\}\}/g, (_, name: string) => encode(fields[name] ?? ''));

function htmlOf(version: MailVersion, message: ClaimedMessage, links: MailLinks): string {
  const body = filled(version.body, fieldsOf(message), escaped);
  const choices = version.choices.map((choice) => `<p><a href="${links.choice(choice.code)}">${escaped(choice.label)}</a></p>`).join('');
  const targets = linkTargets(version.body);
  return `${withLinks(body, targets, links.click)}${choices}<p><a href="${links.unsubscribe}">Unsubscribe</a></p><img src="${links.open}" width="1" height="1" alt="">`;
}

/** Renders mails of approved versions; the text of a version is read once. */
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
    const html = htmlOf(version, message, links);
    return { subject: filled(version.subject, fieldsOf(message), (value) => value), html, text: html.replace(/<[^>]*>/g, ' ') };
  };
}
