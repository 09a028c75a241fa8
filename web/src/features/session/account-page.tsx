import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate } from '../../ui/format.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { accountQuery } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { PasswordPanel } from './password-panel.tsx';
import { RecoveryPanel } from './recovery-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { SessionsSheet } from './sessions-sheet.tsx';
import { TurnOffPanel } from './turn-off-panel.tsx';

const words = messages.account;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(accountQuery());

/** One's own account: second step, password, and where one is signed in. */
export default function AccountPage() {
  const { data: account } = useSuspenseQuery(accountQuery());
  const [search, , hrefWith] = useUrlState<'panel'>();
  const { go } = useNavigation();
  const closeTo = hrefWith({ panel: undefined });
  const open = (panel: string) => () => go(hrefWith({ panel }));
  return (
    <Page title={words.title} subtitle={account.secondFactor ? words.protected : words.passwordOnly} ids={account.email} place={[{ label: words.title }]}>
      <Columns widths="1fr 1fr">
        <Sheet title={words.factor.title} aside={account.secondFactor ? <StateChip state="done">On</StateChip> : <StateChip state="neutral">Off</StateChip>}
          foot={<div className={css.verbs}>
            {account.secondFactor
              ? <><Button onClick={open('recovery-codes')}>{words.factor.renew}</Button><Button variant="subtle" onClick={open('turn-off')}>{words.factor.turnOff}</Button></>
              : <Button variant="filled" onClick={open('second-step')}>{words.factor.setUp}</Button>}
          </div>}>
          <p>{account.secondFactor ? words.factor.on : words.factor.off}</p>
        </Sheet>
        <Sheet title={words.passwordSheet.title} foot={<div className={css.verbs}><Button onClick={open('password')}>{words.passwordSheet.change}</Button></div>}>
          <p>{words.passwordSheet.changed(formatDate(account.passwordChangedAt))}</p>
        </Sheet>
      </Columns>
      <SessionsSheet sessions={account.sessions} />
      {search.panel === 'second-step' && <SecondFactorPanel isOn={account.secondFactor} closeTo={closeTo} />}
      {search.panel === 'turn-off' && account.secondFactor && <TurnOffPanel closeTo={closeTo} />}
      {search.panel === 'recovery-codes' && account.secondFactor && <RecoveryPanel closeTo={closeTo} />}
      {search.panel === 'password' && <PasswordPanel email={account.email} closeTo={closeTo} />}
    </Page>
  );
}
