import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { NextCard } from '../../ui/next-card.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { functionName, nextQuery, useSave, type Customer, type Next } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';
import { PlanVisitDialog } from './plan-visit-dialog.tsx';

const words = messages.next;
const sentence = (parts: readonly (string | undefined)[]): string => `${parts.filter(Boolean).map((part) => (part ?? '').replace(/^./, (letter) => letter.toUpperCase()).replace(/\.$/, '')).join('. ')}.`;
type Part = { readonly customer: Customer; readonly productId: number | undefined };

/** The one thing that is next for the reader with this customer; nothing is shown where nothing is. */
export function NextPart({ customer, productId }: Part) {
  const { data } = useQuery(nextQuery(customer.customerId));
  return data?.next ? <NextForYou customer={customer} productId={productId} next={data.next} /> : null;
}

function NextForYou({ customer, productId, next }: Part & { readonly next: Next }) {
  const [asking, setAsking] = useState<'time' | 'reject' | null>(null);
  const mayVisit = useMay('field:visit');
  const close = () => setAsking(null);
  const take = useSave<object>(`/work/tasks/${next.taskId}/accept`, () => toast(words.taken));
  const plansVisit = next.channel === 'visit' && mayVisit;
  const chosen = next.why?.considered.find((one) => one.chosen);
  const task = next.taskId === null ? null : String(next.taskId);
  return (
    <>
      <NextCard of={functionName(chosen?.function ?? 'sales')} above={words.above} aside={next.dueAt ? words.due(formatWhen(next.dueAt)) : undefined} title={next.title ?? next.cascadeName} reason={sentence([next.why?.because, next.cascadeName])}
        {...(next.why ? { why: { label: words.why, href: paths.cascade({ cascadeId: String(next.cascadeId) }, { customer: String(customer.customerId) }) } } : {})}
        actions={task && (
          <>
            <Button variant="filled" loading={take.isPending} onClick={() => (plansVisit ? setAsking('time') : take.mutate({ customerId: customer.customerId }))}>{words.accept}</Button>
            <Button variant="outline" component={Link} plain href={paths.task({ taskId: task })}>{words.open}</Button>
            <Button variant="subtle" onClick={() => setAsking('reject')}>{words.notNow}</Button>
          </>
        )} />
      {take.error ? <Problem error={take.error} /> : null}
      {asking === 'time' && <PlanVisitDialog customer={customer} taskId={next.taskId ?? undefined} productId={productId} onClose={close} />}
      {asking === 'reject' && <NotNow customer={customer} taskId={next.taskId ?? 0} onClose={close} />}
    </>
  );
}

function NotNow({ customer, taskId, onClose }: { readonly customer: Customer; readonly taskId: number; readonly onClose: () => void }) {
  const reject = useSave<object>(`/work/tasks/${taskId}/reject`, () => { toast(words.rejected); onClose(); });
  return (
    <Dialog title={words.rejectTitle} onClose={onClose}>
      {reject.error ? <Problem error={reject.error} /> : null}
      <div className={css.choices}>
        {Object.entries(words.reasons).map(([reason, label]) => <Button key={reason} variant="outline" justify="flex-start" loading={reject.isPending} onClick={() => reject.mutate({ customerId: customer.customerId, reason })}>{label}</Button>)}
      </div>
    </Dialog>
  );
}
