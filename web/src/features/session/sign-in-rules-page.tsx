import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { InvitePanel } from './invite-panel.tsx';
import { ProviderPanel } from './provider-panel.tsx';
import { ProvidersSheet } from './providers-sheet.tsx';
import { providersQuery, settingsQuery } from './rules.ts';
import { messages } from './rules-messages.ts';
import { AllKeysSheet, InvitationsSheet, LocksSheet, SettingsSheet } from './rules-sheets.tsx';

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(settingsQuery());

/** How people get in: who is shut out, who is invited, how long sessions last, which other sign-ins are trusted, and everybody's keys. */
export default function SignInRulesPage() {
  const { data: settings } = useSuspenseQuery(settingsQuery());
  const providers = useQuery(providersQuery()).data;
  const [search, , hrefWith] = useUrlState<'panel' | 'person'>();
  const { go } = useNavigation();
  const closeTo = hrefWith({ panel: undefined, person: undefined });
  const hrefOf = (panel: string) => hrefWith({ panel });
  const [, which] = /^provider-(new|\d+)$/.exec(search.panel ?? '') ?? [];
  const provider = providers?.rows.find(({ providerId }) => providerId === Number(which));
  return (
    <Page title={messages.title} subtitle={messages.subtitle} place={[{ label: messages.place, href: paths.administration() }, { label: messages.title }]}>
      <AdministrationTabs at="signIn" />
      <LocksSheet />
      <InvitationsSheet onInvite={() => go(hrefOf('invite'))} />
      <SettingsSheet key={JSON.stringify(settings)} settings={settings} />
      <ProvidersSheet providers={providers?.rows} hrefOf={hrefOf} />
      <AllKeysSheet />
      {search.panel === 'invite' && <InvitePanel chosen={Number(search.person) || undefined} closeTo={closeTo} />}
      {providers && (which === 'new' || provider) && <ProviderPanel key={search.panel} provider={provider} returnTo={providers.returnTo} closeTo={closeTo} />}
    </Page>
  );
}
