import { Brand } from '../../ui/frame/brand.tsx';
import { CodeForm } from './code-form.tsx';
import { messages } from './messages.ts';
import css from './sign-in.module.css';

/** The second step of signing in, for an account that asks for one. */
export default function CodePage() {
  return (
    <div className={css.page}>
      <title>{`${messages.codeTitle} · Tutti`}</title>
      <main className={css.main}>
        <div className={css.brand}><Brand /></div>
        <h1>{messages.codeTitle}</h1>
        <CodeForm />
      </main>
    </div>
  );
}
