import { paths } from './paths.ts';

/** Only a path of our own: a link may not send a person elsewhere after signing in. */
export function safeTarget(to: string | undefined): string {
  return to && /^\/(?![/\\])/.test(to) && !to.startsWith(paths.signIn()) ? to : paths.home();
}
