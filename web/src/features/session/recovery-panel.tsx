import { Button } from '@mantine/core';
import { useNavigation } from '../../ui/navigation.ts';
import { Problem } from '../../ui/problem.tsx';
import { deeds, refusalOf, useDeed, type Account } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { ProvedPanel } from './proof-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const words = messages.account.recovery;

/** Makes new recovery codes in place of the old ones, and shows them once. */
export function RecoveryPanel({ account, closeTo }: { readonly account: Account; readonly closeTo: string }) {
  const { go } = useNavigation();
  const renew = useDeed(deeds.renewRecoveryCodes);
  const codes = renew.data?.recoveryCodes;
  return (
    <ProvedPanel account={account} title={words.title} closeTo={closeTo} begun={codes !== undefined} foot={codes ? <Button variant="filled" onClick={() => go(closeTo)}>{words.done}</Button> : undefined}>
      <div className={css.form}>
        {codes ? <RecoveryCodes codes={codes} /> : (
          <>
            {Boolean(renew.error) && <Problem error={renew.error} title={refusalOf(renew.error)} />}
            <p>{words.renewLead}</p>
            <div className={css.verbs}><Button variant="filled" loading={renew.isPending} onClick={() => renew.mutate(undefined)}>{words.renewSubmit}</Button></div>
          </>
        )}
      </div>
    </ProvedPanel>
  );
}
