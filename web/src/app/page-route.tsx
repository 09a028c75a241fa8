import type { QueryClient } from '@tanstack/react-query';
import { createRoute, lazyRouteComponent, notFound, type AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { NotFound } from './not-found.tsx';

/** What a page's `loader` is given. */
export type LoadArguments = {
  readonly params: Readonly<Record<string, string>>;
  readonly search: Readonly<Record<string, string>>;
  readonly queryClient: QueryClient;
};

/** What a page's file exports: the page, and what it needs before it shows. */
type PageModule = { readonly default: ComponentType; readonly loader?: (args: LoadArguments) => unknown };

const files = import.meta.glob<PageModule>('../features/*/*-page.tsx');

// Whatever is named by an id has a number: other words in its place are no address, and no question for the server.
const areIds = (params: Readonly<Record<string, string>>): boolean => Object.entries(params).every(([name, value]) => !name.endsWith('Id') || /^\d{1,15}$/.test(value));

/** The route of one page, or nothing while its file does not exist; the rail and the palette then leave it out. */
export function pageRoute(parent: () => AnyRoute, path: string, file: string): AnyRoute[] {
  const load = files[`../features/${file}.tsx`];
  if (!load) return [];
  const route = createRoute({
    getParentRoute: parent,
    path,
    loaderDeps: ({ search }: { search: Record<string, string> }) => ({ search }),
    loader: async ({ params, deps, context }) => {
      if (!areIds(params as Record<string, string>)) throw notFound();
      const { loader } = await load();
      await loader?.({ params: params as Record<string, string>, search: deps.search, queryClient: (context as { queryClient: QueryClient }).queryClient });
    },
    component: lazyRouteComponent(load),
    notFoundComponent: NotFound,
  });
  return [route as unknown as AnyRoute];
}
