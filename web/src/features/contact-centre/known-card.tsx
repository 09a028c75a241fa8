import { useQuery } from '@tanstack/react-query';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FUNCTIONS, type FunctionName } from '../../ui/theme/tokens.ts';
import css from './console.module.css';
import { touchesQuery, wishesQuery } from './console.ts';
import { messages } from './messages.ts';

const markOf = (fn: string): FunctionName | undefined => FUNCTIONS.find((one) => one === fn.replace('_', '-'));

/** What happened lately between us and the customer, as far as the contact centre may see, and what was said of wishes. */
export function KnownCard({ customerId, name, pronoun }: { readonly customerId: number; readonly name: string; readonly pronoun: string }) {
  const touches = useQuery(touchesQuery(customerId));
  const wishes = useQuery(wishesQuery(customerId)).data?.said ?? [];
  return (
    <Sheet flush title={messages.known(pronoun)} aside={messages.knownAside} foot={wishes.length > 0 ? `${messages.prefers}: ${wishes.map((wish) => [wish.kind.replaceAll('_', ' '), wish.channel, wish.productName, wish.detail].filter(Boolean).join(' ')).join('; ')}` : undefined}>
      {touches.isError && <Problem error={touches.error} onRetry={() => void touches.refetch()} />}
      {touches.isPending && <Skeleton lines={4} row />}
      {touches.data?.rows.length === 0 && <p className={`${css.search} t-quiet`}>{messages.nothingKnown}</p>}
      {touches.data?.rows.map((touch) => {
        const mark = markOf(touch.function);
        return (
          <div key={touch.interactionId} className={css.touch}>
            <time className="t-quiet" dateTime={touch.occurredAt} title={formatInstant(touch.occurredAt)}>{formatWhen(touch.occurredAt)}</time>
            {touch.direction === 'in' || !mark ? <b>{name}</b> : <FunctionMark of={mark} />}
            <span>{touch.headline}{touch.personName && <span className="t-quiet"> · {touch.personName}</span>}</span>
            {touch.sentence && <small>{touch.sentence}</small>}
          </div>
        );
      })}
    </Sheet>
  );
}
