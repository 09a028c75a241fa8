import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Brand } from '../../ui/frame/brand.tsx';
import { CodeForm } from './code-form.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { messages } from './messages.ts';
import { PasswordForm } from './password-form.tsx';
import { hintsQuery } from './sign-in.ts';
import css from './sign-in.module.css';

/** Signing in: e-mail and password, then a code when the account asks for one. */
export default function SignInPage() {
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [filled, setFilled] = useState({ email: '', password: '' });
  const hints = useQuery(hintsQuery()).data ?? [];
  const title = step === 'password' ? messages.title : messages.codeTitle;
  return (
    <div className={css.page} data-hints={hints.length > 0 || undefined}>
      <title>{`${title} · Tutti`}</title>
      <main className={css.main}>
        <div className={css.brand}><Brand /></div>
        <h1>{title}</h1>
        <p className={css.lead}>{step === 'password' ? messages.lead : messages.codeLead}</p>
        {step === 'password'
          ? <PasswordForm filled={filled} onChange={setFilled} onSecondStep={() => setStep('code')} />
          : <CodeForm onBack={() => setStep('password')} />}
      </main>
      {hints.length > 0 && step === 'password' && <DemoAccounts accounts={hints} chosen={filled.email} onChoose={({ email, password }) => setFilled({ email, password })} />}
    </div>
  );
}
