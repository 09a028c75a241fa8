import { messages } from './messages.ts';
import type { AccountHint } from './sign-in.ts';
import css from './sign-in.module.css';

type DemoAccountsProps = { readonly accounts: readonly AccountHint[]; readonly chosen: string; readonly onChoose: (account: AccountHint) => void };

/** The accounts of the demo company; choosing one fills in the form. */
export function DemoAccounts({ accounts, chosen, onChoose }: DemoAccountsProps) {
  return (
    <aside className={css.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{messages.demoTitle}</h2>
      <p className="t-quiet">{messages.demoLead}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.email}>
            <button type="button" aria-pressed={account.email === chosen} onClick={() => onChoose(account)}>
              <span className={css.who}><b>{account.name}</b><span>{account.role}</span></span>
              <span className={css.what}><span>{account.email}</span><span><span className="t-hidden">{messages.passwordWord} </span>{account.password}</span></span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
