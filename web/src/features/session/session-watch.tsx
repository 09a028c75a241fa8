import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '../../api/client.ts';
import { isQuiet } from '../../api/quiet.ts';
import { onLost } from '../../app/live.ts';
import { paths } from '../../app/paths.ts';
import { usePerson, type Person } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatTime } from '../../ui/format.ts';
import { CodeForm } from './code-form.tsx';
import { messages } from './messages.ts';
import { OtherWays } from './other-ways.tsx';
import { PasswordForm } from './password-form.tsx';
import css from './sign-in.module.css';

const words = messages.ending;
const LOOK_EVERY_MS = 15_000;
const WARN_BEFORE_MS = 2 * 60_000; // WCAG 2.2.1 asks for twenty seconds at least
const TELL_EVERY_MS = 4 * 60_000; // that somebody is at work, where she asks the server nothing: the shortest idle time is five minutes

type Times = { readonly now: string; readonly idleEndsAt: string; readonly endsAt: string };
type Told = { readonly person: Person | null; readonly times: Times | null };
type State = { readonly kind: 'open' } | { readonly kind: 'ending'; readonly at: string; readonly isAbsolute: boolean } | { readonly kind: 'ended' };
type Known = Times & { readonly heardAt: number };

const leftOf = ({ now, idleEndsAt, endsAt, heardAt }: Known): number => Math.min(Date.parse(idleEndsAt), Date.parse(endsAt)) - Date.parse(now) - (Date.now() - heardAt);

/** Watches when the session ends: asks the server only when it may be near, tells it now and then that somebody is at work. */
function useSessionState() {
  const [state, setState] = useState<State>({ kind: 'open' });
  const known = useRef<Known>(undefined);
  const ask = useCallback(async (quiet: boolean): Promise<void> => {
    const told = await request<Told>('GET', '/session', { quiet }).catch(() => undefined); // no network: nobody can say
    if (!told) return;
    if (!told.times) return setState({ kind: 'ended' });
    known.current = { ...told.times, heardAt: Date.now() };
    const { idleEndsAt, endsAt } = told.times;
    const isAbsolute = endsAt <= idleEndsAt;
    setState(leftOf(known.current) > WARN_BEFORE_MS ? { kind: 'open' } : { kind: 'ending', at: isAbsolute ? endsAt : idleEndsAt, isAbsolute });
  }, []);
  useEffect(() => {
    const timer = setInterval(() => {
      const seen = known.current;
      if (!seen) return void ask(true);
      if (leftOf(seen) <= WARN_BEFORE_MS) return void ask(isQuiet());
      if (!isQuiet() && Date.now() - seen.heardAt >= TELL_EVERY_MS) void ask(false);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  useEffect(() => onLost(() => void ask(true)), [ask]); // who was put out loses the line first: her page says so, and does not stand open
  return { state, look: () => ask(true), stay: () => ask(false), close: () => setState({ kind: 'open' }) };
}

/** Tells before a session ends, and lets one sign in again over the page, so that nothing that was typed is lost. */
export function SessionWatch() {
  const person = usePerson();
  const { state, look, stay, close } = useSessionState();
  const client = useQueryClient();
  if (!person || state.kind === 'open') return null;
  if (state.kind === 'ending') {
    const verb = state.isAbsolute ? <Button variant="filled" onClick={close}>{words.understood}</Button> : <Button variant="filled" data-autofocus onClick={() => void stay()}>{words.stay}</Button>;
    return <Dialog title={words.title(formatTime(state.at))} onClose={state.isAbsolute ? close : () => void stay()} foot={verb}><p>{state.isAbsolute ? words.absolute : words.idle}</p></Dialog>;
  }
  const back = async () => {
    await look();
    const { person: now } = await request<Told>('GET', '/session', { quiet: true });
    if (now?.userId !== person.userId) return window.location.assign(paths.home()); // somebody else: nothing of this page is hers
    await client.invalidateQueries();
  };
  return <SignInAgain email={person.email} onBack={() => void back()} />;
}

function SignInAgain({ email, onBack }: { readonly email: string; readonly onBack: () => void }) {
  const [filled, setFilled] = useState({ email, password: '' });
  const [step, setStep] = useState<'password' | 'code'>('password');
  const router = useRouter();
  const next = (what: 'done' | 'code') => (what === 'code' ? setStep('code') : onBack());
  const leave = () => router.history.push(paths.signIn({ to: router.state.location.href }));
  return (
    <Dialog title={words.endedTitle} onClose={leave}>
      <p className={css.lead}>{words.ended}</p>
      {step === 'password' ? <><PasswordForm filled={filled} onChange={setFilled} onNext={next} fixed /><OtherWays onNext={next} /></> : <CodeForm onNext={next} />}
      <div className={css.ways}><Button variant="subtle" onClick={leave}>{words.other}</Button></div>
    </Dialog>
  );
}
