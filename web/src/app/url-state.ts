import { useLocation, useParams, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { withSearch, type Search } from './paths.ts';

type Patch = Readonly<Record<string, string | undefined>>;

/** The search part of the URL and its setter: filter, sort, tab, panel and selection live here, so that a link shows the same view. */
export function useUrlState<Key extends string>(): readonly [
  Partial<Record<Key, string>>,
  (patch: Partial<Record<Key, string>>, how?: 'push' | 'replace') => void,
  (patch: Partial<Record<Key, string>>) => string,
] {
  const router = useRouter();
  const search = useLocation().search as unknown as Partial<Record<Key, string>>;
  const hrefWith = useCallback((patch: Patch): string => {
    const { pathname, search: now } = router.state.location;
    return withSearch(pathname, { ...(now as Search), ...patch });
  }, [router]);
  const set = useCallback((patch: Patch, how: 'push' | 'replace' = 'push') => {
    router.history[how](hrefWith(patch));
  }, [router, hrefWith]);
  return [search, set, hrefWith];
}

/** One part of the path (`customerId`); a page asks only for those its URL has. */
export function useParam(name: string): string {
  const value = (useParams({ strict: false }) as Record<string, string | undefined>)[name];
  if (value === undefined) throw new Error(`This URL has no ${name}`);
  return value;
}
