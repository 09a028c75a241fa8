import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceLaptop, IconEye, IconKeyboard, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconLogout, IconMoon, IconShieldLock, IconSun } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { en } from '../messages/en.ts';
import type { PersonAction } from '../ui/frame/rail.tsx';
import { paths } from './paths.ts';
import { leave } from './session.ts';

type Options = { readonly folded: boolean; readonly canFold: boolean; readonly setFolded: (folded: boolean) => void; readonly showKeys: () => void };

/** What the menu at one's own name offers; the palette offers the same. */
export function usePersonActions({ folded, canFold, setFolded, showKeys }: Options): readonly PersonAction[] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const router = useRouter();
  const words = en.shell;
  const scheme = (id: 'light' | 'dark' | 'auto', icon: PersonAction['icon']): PersonAction => ({
    id: `scheme-${id}`, label: words.scheme[id], icon, group: words.scheme.title, checked: colorScheme === id, run: () => setColorScheme(id),
  });
  return [
    scheme('light', IconSun), scheme('dark', IconMoon), scheme('auto', IconDeviceLaptop),
    ...(canFold ? [{ id: 'fold', label: folded ? words.unfold : words.fold, icon: folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse, group: words.you, run: () => setFolded(!folded) }] : []),
    { id: 'account', label: words.account, icon: IconShieldLock, group: words.you, run: () => router.history.push(paths.yourAccount()) },
    { id: 'what-i-see', label: words.whatISee, icon: IconEye, group: words.you, run: () => router.history.push(paths.whoSees()) },
    { id: 'keys', label: words.keys, icon: IconKeyboard, group: words.you, run: showKeys },
    { id: 'sign-out', label: words.signOut, icon: IconLogout, group: words.you, run: signOut },
  ];
}

/** Ends the session and forgets everything that was loaded under it. */
function useSignOut(): () => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  return () => {
    void leave().then(() => {
      queryClient.clear();
      router.history.push(paths.signIn());
    });
  };
}
