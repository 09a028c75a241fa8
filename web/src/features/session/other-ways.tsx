import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf } from './account.ts';
import { messages } from './messages.ts';
import { knowsPasskeys } from '../../api/passkey.ts';
import css from './sign-in.module.css';
import { usePasskeyStep, useProviderStep, waysQuery, type OnNext } from './sign-in.ts';

/** The ways in besides the password: a passkey, and the company's own sign-in. */
export function OtherWays({ onNext }: { readonly onNext?: OnNext }) {
  const ways = useQuery(waysQuery()).data;
  const passkey = usePasskeyStep(onNext);
  const provider = useProviderStep();
  const offersPasskey = ways?.passkeys === true && knowsPasskeys();
  const providers = onNext ? [] : ways?.providers ?? []; // whoever leaves the page loses what is typed there
  if (!offersPasskey && providers.length === 0) return null;
  const failed = passkey.error ?? provider.error;
  return (
    <div className={css.ways}>
      <p className={css.or}><span>{messages.orWith}</span></p>
      {Boolean(failed) && <Problem error={failed} title={refusalOf(failed)} />}
      {offersPasskey && <Button fullWidth loading={passkey.isPending} onClick={() => { provider.reset(); passkey.mutate(); }}>{messages.passkey}</Button>}
      {providers.map(({ providerId, name }) => <Button key={providerId} fullWidth loading={provider.isPending && provider.variables === providerId} onClick={() => { passkey.reset(); provider.mutate(providerId); }}>{messages.provider(name)}</Button>)}
    </div>
  );
}
