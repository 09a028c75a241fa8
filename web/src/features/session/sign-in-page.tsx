import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Brand } from '../../ui/frame/brand.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { messages } from './messages.ts';
import { OtherWays } from './other-ways.tsx';
import { PasswordForm } from './password-form.tsx';
import { hintsQuery } from './sign-in.ts';
import css from './sign-in.module.css';

/** Signing in: e-mail and password, a passkey, or the company's own sign-in; a code is asked for on a page of its own when the account wants one. */
export default function SignInPage() {
  const [filled, setFilled] = useState({ email: '', password: '' });
  const hints = useQuery(hintsQuery()).data ?? [];
  return (
    <div className={css.page} data-hints={hints.length > 0 || undefined}>
      <title>{`${messages.title} · Tutti`}</title>
      <main className={css.main}>
        <div className={css.brand}><Brand /></div>
        <h1>{messages.title}</h1>
        <p className={css.lead}>{messages.lead}</p>
        <PasswordForm filled={filled} onChange={setFilled} />
        <OtherWays />
      </main>
      {hints.length > 0 && <DemoAccounts accounts={hints} chosen={filled.email} onChoose={({ email, password }) => setFilled({ email, password })} />}
    </div>
  );
}
