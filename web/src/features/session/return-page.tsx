import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Brand } from '../../ui/frame/brand.tsx';
import { Problem } from '../../ui/problem.tsx';
import { refusalOf } from './account.ts';
import { messages } from './messages.ts';
import css from './sign-in.module.css';
import { useBackToPassword, useReturnStep } from './sign-in.ts';

const words = messages.returning;

/** Back from another sign-in: hands over what it put into the address, once, and takes it out of the address. */
export default function ReturnPage() {
  const { mutate, error } = useReturnStep();
  const router = useRouter();
  const back = useBackToPassword();
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const query = window.location.search.slice(1);
    window.history.replaceState(null, '', window.location.pathname);
    mutate(query);
  }, [mutate]);
  return (
    <div className={css.page}>
      <title>{`${words.title} · Tutti`}</title>
      <main className={css.main}>
        <div className={css.brand}><Brand /></div>
        <h1>{words.title}</h1>
        {error ? <div className={css.form}><Problem error={error} title={refusalOf(error)} /><Button variant="filled" onClick={() => router.history.push(back)}>{words.back}</Button></div> : <p className={css.lead} role="status">{words.wait}</p>}
      </main>
    </div>
  );
}
