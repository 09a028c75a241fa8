import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { accountQuery, type Account } from './account.ts';
import css from './account.module.css';
import { KeyPanel } from './key-panel.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { messages } from './messages.ts';
import { AddPasskeyPanel, RemovePasskeyPanel, RenamePasskeyPanel } from './passkey-panels.tsx';
import { PasskeysSheet } from './passkeys-sheet.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { RecoveryPanel } from './recovery-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { SessionsSheet } from './sessions-sheet.tsx';
import { TurnOffPanel } from './turn-off-panel.tsx';

const words = messages.account;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(accountQuery());

const howProtected = (account: Account): string =>
  account.secondFactor ? words.protected : account.secondStepRequired && account.passkeys.length === 0 ? words.needed : account.passkeys.length > 0 ? words.withPasskey : words.passwordOnly;

/** One's own account: second step, password, passkeys, keys, and where one is signed in. */
export default function AccountPage() {
  const { data: account } = useSuspenseQuery(accountQuery());
  const [search, , hrefWith] = useUrlState<'panel'>();
  const { go } = useNavigation();
  const hrefOf = (panel: string) => hrefWith({ panel });
  return (
    <Page title={words.title} subtitle={howProtected(account)} ids={account.email} place={[{ label: words.title }]}>
      <Columns widths="1fr 1fr">
        <SecondStepSheet account={account} hrefOf={hrefOf} />
        <Sheet title={words.passwordSheet.title} foot={<div className={css.verbs}><Button disabled={account.passwordChangedAt === null} onClick={() => go(hrefOf('password'))}>{words.passwordSheet.change}</Button></div>}>
          <p>{account.passwordChangedAt ? words.passwordSheet.changed(formatDate(account.passwordChangedAt)) : words.passwordSheet.none}</p>
          {account.providers.length > 0 && <p className="t-quiet">{words.providers(account.providers.join(', '))}</p>}
        </Sheet>
      </Columns>
      <PasskeysSheet account={account} hrefOf={hrefOf} />
      <SessionsSheet sessions={account.sessions} />
      <KeysSheet onMake={() => go(hrefOf('key'))} />
      <OpenPanel account={account} panel={search.panel} closeTo={hrefWith({ panel: undefined })} />
    </Page>
  );
}

function SecondStepSheet({ account, hrefOf }: { readonly account: Account; readonly hrefOf: (panel: string) => string }) {
  const { go } = useNavigation();
  const open = (panel: string) => () => go(hrefOf(panel));
  return (
    <Sheet title={words.factor.title} aside={account.secondFactor ? <StateChip state="done">On</StateChip> : <StateChip state="neutral">Off</StateChip>}
      foot={<div className={css.verbs}>
        {account.secondFactor
          ? <><Button onClick={open('recovery-codes')}>{words.factor.renew}</Button><Button variant="subtle" disabled={account.secondStepRequired} title={account.secondStepRequired ? words.factor.stays : undefined} onClick={open('turn-off')}>{words.factor.turnOff}</Button></>
          : <Button variant="filled" onClick={open('second-step')}>{words.factor.setUp}</Button>}
      </div>}>
      <p>{account.secondFactor ? words.factor.on : words.factor.off}</p>
      {account.secondFactor && <p className="t-quiet">{words.factor.codesLeft(account.recoveryCodesLeft)}{account.secondStepRequired && ` ${words.factor.stays}`}</p>}
    </Sheet>
  );
}

function OpenPanel({ account, panel = '', closeTo }: { readonly account: Account; readonly panel: string | undefined; readonly closeTo: string }) {
  const [, verb, number] = /^(rename|remove)-(\d+)$/.exec(panel) ?? [];
  const passkey = account.passkeys.find(({ passkeyId }) => passkeyId === Number(number));
  const given = { account, closeTo };
  if (passkey) return verb === 'rename' ? <RenamePasskeyPanel key={panel} {...given} passkey={passkey} /> : <RemovePasskeyPanel key={panel} {...given} passkey={passkey} />;
  if (panel === 'second-step') return <SecondFactorPanel {...given} />;
  if (panel === 'turn-off' && account.secondFactor) return <TurnOffPanel {...given} />;
  if (panel === 'recovery-codes' && account.secondFactor) return <RecoveryPanel {...given} />;
  if (panel === 'password') return <PasswordPanel email={account.email} closeTo={closeTo} />;
  if (panel === 'passkey') return <AddPasskeyPanel {...given} />;
  return panel === 'key' ? <KeyPanel {...given} /> : null;
}
