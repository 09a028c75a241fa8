import { Button } from '@mantine/core';
import { useNavigation } from '../../ui/navigation.ts';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { deeds, refusalOf, useDeed, type Account } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { ProvedPanel } from './proof-form.tsx';

const words = messages.account.factor;

/** Turns the second step off, after a proof that includes it. */
export function TurnOffPanel({ account, closeTo }: { readonly account: Account; readonly closeTo: string }) {
  const { go } = useNavigation();
  const off = useDeed(deeds.removeAuthenticator, () => { toast(words.turnedOff); go(closeTo); });
  return (
    <ProvedPanel account={account} title={words.offTitle} closeTo={closeTo}>
      <div className={css.form}>
        {Boolean(off.error) && <Problem error={off.error} title={refusalOf(off.error)} />}
        <p>{words.offLead}</p>
        <div className={css.verbs}><Button variant="filled" loading={off.isPending} onClick={() => off.mutate(undefined)}>{words.turnOff}</Button></div>
      </div>
    </ProvedPanel>
  );
}
