import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { arrive } from '../../app/session.ts';
import { Brand } from '../../ui/frame/brand.tsx';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf } from './account.ts';
import { messages } from './messages.ts';
import { NewPasswordForm, SaveButton } from './new-password-form.tsx';
import css from './sign-in.module.css';

const words = messages.welcome;
type Step = 'password' | 'done' | 'code';

/** Where an invitation leads: a password, and then, if she likes, what makes it a second step. The token stands behind the # and never goes to a server by itself. */
export default function WelcomePage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [step, setStep] = useState<Step>('password');
  const invitation = useQuery({ queryKey: ['invitation', token], queryFn: () => post('/api/sign-in/invitation', { body: { token } }), retry: false, staleTime: Number.POSITIVE_INFINITY });
  const save = useSave(token, setStep);
  const found = invitation.data;
  const title = step === 'done' ? words.after : words.title[found?.kind ?? 'welcome'];
  return (
    <div className={css.page}>
      <title>{`${title} · Tutti`}</title>
      <main className={css.main}>
        <div className={css.brand}><Brand /></div>
        <h1>{title}</h1>
        {invitation.error && <Problem error={invitation.error} title={refusalOf(invitation.error) ?? words.invalid} />}
        {found && step === 'password' && (
          <>
            <p className={css.lead}>{words.lead(found.name, found.email)}</p>
            <NewPasswordForm className={css.form} email={found.email} error={save.error} onSave={(password) => save.mutate(password)}><SaveButton label={words.submit} loading={save.isPending} /></NewPasswordForm>
          </>
        )}
        {step !== 'password' && <After step={step} />}
      </main>
    </div>
  );
}

/** Saves the password and signs in with it; a second step that the account has is asked for as always. */
function useSave(token: string, onStep: (step: Step) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (password: string) => {
      const { email } = await post('/api/sign-in/invitation/accept', { body: { token, password } });
      return post('/api/sign-in/password', { body: { email, password } });
    },
    onSuccess: ({ next }) => {
      window.history.replaceState(null, '', window.location.pathname);
      arrive();
      client.removeQueries({ queryKey: ['session'], exact: true });
      onStep(next);
    },
  });
}

function After({ step }: { readonly step: Step }) {
  const router = useRouter();
  const go = (to: string) => () => router.history.push(to);
  if (step === 'code') return <div className={css.form}><p className={css.lead}>{words.codeLead}</p><Button variant="filled" onClick={go(paths.signInCode())}>{words.signIn}</Button></div>;
  return (
    <div className={css.form}>
      <p className={css.lead}>{words.afterLead}</p>
      <Button variant="filled" onClick={go(paths.yourAccount({ panel: 'passkey' }))}>{words.addPasskey}</Button>
      <Button onClick={go(paths.yourAccount({ panel: 'second-step' }))}>{words.addAuthenticator}</Button>
      <Button variant="subtle" onClick={go(paths.home())}>{words.later}</Button>
    </div>
  );
}
