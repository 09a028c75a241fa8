import { Problem } from '#platform/problem';
import { openTokens, type Tokens } from './tokens.ts';
import type { MailIdentity } from './types.ts';

/** What the routes of this process must know of the mail around them; set once at the start. */
export type Post = {
  readonly identity: MailIdentity;
  readonly tokens: Tokens;
  /** Whether mail ends in our own mailbox, where one may answer in a doctor's place. */
  readonly builtIn: boolean;
  /** Where mail comes in; null when no server for it is known to this process. */
  readonly inboundPort: number | null;
};

let current: Post | undefined;

/** Tells the routes who we are, with which key links are signed, and where mail comes in. */
export function setPost(post: Omit<Post, 'tokens'>): void {
  current = { ...post, tokens: openTokens(post.identity.secret) };
}

export function getPost(): Post {
  if (!current) throw new Problem('server.unavailable', { detail: 'Mail is not set up in this process.' });
  return current;
}
