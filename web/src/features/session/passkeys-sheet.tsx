import { Button } from '@mantine/core';
import { formatAgo, formatDate, formatInstant } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Sheet } from '../../ui/sheet.tsx';
import type { Account } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { knowsPasskeys } from '../../api/passkey.ts';

const words = messages.account.passkeys;

/** What opens the account with a finger, a face or a PIN. */
export function PasskeysSheet({ account, hrefOf }: { readonly account: Account; readonly hrefOf: (panel: string) => string }) {
  const { go } = useNavigation();
  const why = !account.passkeysHere ? words.notHere : !knowsPasskeys() ? words.notKnown : undefined;
  return (
    <Sheet title={words.title} foot={<div className={css.verbs}><Button disabled={why !== undefined} onClick={() => go(hrefOf('passkey'))}>{words.add}</Button>{why && <span className="t-quiet">{why}</span>}</div>}>
      <p>{words.lead}</p>
      {account.passkeys.length > 0 && <ul className={css.list} aria-label={words.title}>
        {account.passkeys.map((one) => (
          <li key={one.passkeyId}>
            <span className={css.named}><b>{one.name}</b><span>{one.isBackedUp ? words.synced : words.single} · {words.made} {formatDate(one.createdAt)} · {words.used} {one.usedAt ? <time dateTime={one.usedAt} title={formatInstant(one.usedAt)}>{formatAgo(one.usedAt)}</time> : words.never}</span></span>
            <span className={css.verbs}>
              <Button size="xs" variant="subtle" aria-label={words.renameNamed(one.name)} onClick={() => go(hrefOf(`rename-${one.passkeyId}`))}>{words.rename}</Button>
              <Button size="xs" variant="subtle" aria-label={words.removeNamed(one.name)} onClick={() => go(hrefOf(`remove-${one.passkeyId}`))}>{words.remove}</Button>
            </span>
          </li>
        ))}
      </ul>}
    </Sheet>
  );
}
