import { z } from 'zod';
import { route, type Raw, type Route, type RouteContext } from '#platform/http';
import { Problem } from '#platform/problem';
import { PIXEL, publicPage, redirectTo, type PublicPage } from './pages.ts';
import { getPost } from './post.ts';
import { findChoice, findUnsubscription, recordChoice, recordClick, recordOpen, unsubscribe, type Fetch } from './record-response.ts';
import type { LinkedMessage } from './reads.ts';
import { endsMail } from './rules/wish-of-choice.ts';

// What customers reach by the links in their mails: no sign-in, a signed token in the path, and never a change by GET.

const token = z.string().max(100);
const nothing = z.unknown();

function fetchOf(headers: RouteContext<unknown>['headers']): Fetch {
  const one = (name: string) => String(headers[name] ?? '');
  return { userAgent: one('user-agent'), purpose: `${one('sec-purpose')} ${one('purpose')} ${one('x-purpose')} ${one('x-moz')}` };
}

const INVALID: PublicPage = { title: 'This link is not valid', lines: ['It was altered, or it has expired. Nothing was changed.'], status: 404 };

/** Shows an invalid link as a page, since a person reads it. */
async function paged(make: () => Promise<PublicPage>): Promise<Raw> {
  const { company } = getPost().identity;
  const page = await make().catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'channels.link_invalid') return INVALID;
    throw error;
  });
  return publicPage(page, company);
}

const subjectOf = (message: LinkedMessage) => message.productName ?? 'this subject';

const links: readonly Route[] = [
  route({
    method: 'GET', path: '/channels/o/:token', permission: 'public', summary: 'The picture of one point in a mail: she opened it', input: z.object({ token }), output: nothing,
    async handle({ db, input, headers }) {
      await recordOpen(db, getPost().tokens, { token: input.token, fetch: fetchOf(headers) });
      return PIXEL;
    },
  }),
  route({
    method: 'GET', path: '/channels/c/:token', permission: 'public', summary: 'A link in a mail: leads to the address in the approved text', input: z.object({ token }), output: nothing,
    async handle({ db, input, headers }): Promise<Raw> {
      const { company } = getPost().identity;
      return recordClick(db, getPost().tokens, { token: input.token, fetch: fetchOf(headers) }).then(redirectTo, (error: unknown) => {
        if (error instanceof Problem && error.code === 'channels.link_invalid') return publicPage(INVALID, company);
        throw error;
      });
    },
  }),
];

const choice: readonly Route[] = [
  route({
    method: 'GET', path: '/channels/choice/:token', permission: 'public', summary: 'The page on which she confirms an answer that a mail offers', input: z.object({ token }), output: nothing,
    handle: ({ db, input }) => paged(async () => {
      const { label } = await findChoice(db, getPost().tokens, input.token);
      return { title: label, lines: ['One more click, so that we know that it is you.'], buttons: [{ label: 'Send this answer' }] };
    }),
  }),
  route({
    method: 'POST', path: '/channels/choice/:token', permission: 'public', crossSite: true, summary: 'She confirms an answer that a mail offers', input: z.object({ token }), output: nothing,
    handle: ({ db, input }) => paged(async () => {
      const { label, choice: chosen } = await recordChoice(db, getPost().tokens, input.token);
      if (endsMail(chosen)) return { title: 'You get no more of this mail', lines: [`“${label}”. It ended at once.`] };
      return { title: 'We have your answer', lines: [`“${label}”. A colleague takes it from here.`] };
    }),
  }),
];

const unsubscription: readonly Route[] = [
  route({
    method: 'GET', path: '/channels/unsubscribe/:token', permission: 'public', summary: 'The page on which she ends mail about a product, or all of it', input: z.object({ token, scope: z.enum(['product', 'all']).optional() }), output: nothing,
    handle: ({ db, input }) => paged(async () => {
      const message = await findUnsubscription(db, getPost().tokens, input.token);
      const all = message.productId !== null ? [{ label: 'End all promotional mail', second: true, query: '?scope=all' }] : [];
      return { title: `End mail about ${subjectOf(message)}?`, lines: ['It ends at once. Mail that is already on its way to you may still arrive.'], buttons: [{ label: `End mail about ${subjectOf(message)}`, query: '?scope=product' }, ...all] };
    }),
  }),
  route({
    method: 'POST', path: '/channels/unsubscribe/:token', permission: 'public', crossSite: true, summary: 'She ends mail: from the page, or by the one click of her mail program (RFC 8058)',
    input: z.object({ token, scope: z.enum(['product', 'all']).default('product'), 'List-Unsubscribe': z.string().max(100).optional() }), output: nothing,
    handle: ({ db, input }) => paged(async () => {
      const message = await unsubscribe(db, getPost().tokens, input);
      return { title: 'You get no more of this mail', lines: [input.scope === 'all' ? 'We write to you no more about any product.' : `We write to you no more about ${subjectOf(message)}.`] };
    }),
  }),
];

export const publicRoutes: readonly Route[] = [...links, ...choice, ...unsubscription];
