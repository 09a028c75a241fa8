import { createContext, use } from 'react';

/** How the ui parts move between pages; the app gives its router, the gallery a stand-in. */
export type Navigation = { readonly go: (href: string, how?: 'push' | 'replace') => void; readonly preload: (href: string) => void };

export const NavigationContext = createContext<Navigation>({
  go: (href) => window.location.assign(href),
  preload: () => undefined,
});

export const useNavigation = (): Navigation => use(NavigationContext);
