import { Button, Checkbox, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { useMay } from '../../app/session.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './medical.module.css';
import { referralPreviewQuery, TIMES, WISHES, type Colleague, type Inquiry, type Preview, type ReferralBody, type Time, type Wish } from './medical.ts';
import { messages } from './messages.ts';

const words = messages.refer;

/** A typed request to sales, with exactly what the representative will read before it is sent. */
export function ReferPanel({ inquiry, closeTo }: { readonly inquiry: Inquiry; readonly closeTo: string }) {
  const { go } = useNavigation();
  const client = useQueryClient();
  const may = useMay('medical:refer');
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [wish, setWish] = useState<Wish>('visit');
  const [time, setTime] = useState<Time>('any');
  const [about, setAbout] = useState(inquiry.productId !== null);
  const body: ReferralBody = { customerIds: chosen, wish, preferredTime: time, ...(about && inquiry.productId !== null ? { productId: inquiry.productId } : {}) };
  const preview = useQuery({ ...referralPreviewQuery(body), enabled: chosen.length > 0 });
  const shown = chosen.length > 0 ? preview.data?.rows ?? [] : [];
  const ready = may && shown.length > 0 && shown.every((row) => row.refusal === null);
  const key = useRef({ content: '', key: '' });
  const send = useMutation({
    mutationFn: () => {
      const content = JSON.stringify(body);
      if (key.current.content !== content) key.current = { content, key: crypto.randomUUID() };
      return request('POST', '/medical/referrals', { body, idempotencyKey: key.current.key });
    },
    onSuccess: async () => {
      toast(words.sent([...new Set(shown.map((row) => row.toName))].join(', ')));
      await client.invalidateQueries({ queryKey: ['medical'] });
      go(closeTo);
    },
  });
  const trySend = () => { if (ready && !send.isPending) send.mutate(); };
  const toggle = (customerId: number) => setChosen((now) => (now.includes(customerId) ? now.filter((one) => one !== customerId) : [...now, customerId]));
  return (
    <Panel title={words.title} subtitle={words.subtitle} closeTo={closeTo} onSubmit={trySend}
      foot={<><Button variant="filled" onClick={trySend} disabled={!ready} loading={send.isPending}>{words.send}</Button><Button variant="subtle" onClick={() => go(closeTo)}>{words.cancel}</Button>{!may && <span className="t-quiet">{words.mayNot}</span>}</>}>
      {send.isError && <Problem error={send.error} title={send.error instanceof ProblemError ? send.error.problem.title : words.failed} kept />}
      <Who people={inquiry.colleagues} chosen={chosen} toggle={toggle} />
      <Select label={words.wish} allowDeselect={false} value={wish} data={WISHES.map((value) => ({ value, label: words.wishes[value] }))} onChange={(value) => setWish((value ?? 'visit') as Wish)} />
      <Select label={words.time} allowDeselect={false} value={time} data={TIMES.map((value) => ({ value, label: words.times[value] }))} onChange={(value) => setTime((value ?? 'any') as Time)} />
      {inquiry.productName && <Checkbox label={words.aboutProduct(inquiry.productName)} checked={about} onChange={(event) => setAbout(event.currentTarget.checked)} />}
      <PanelSection title={words.preview(shown[0]?.toName ?? null)}>
        {preview.isError && <Problem error={preview.error} onRetry={() => void preview.refetch()} />}
        {shown.length === 0 ? <p className="t-quiet">{words.choose}</p> : <div className={css.stack}>{shown.map((row) => <WillRead key={row.customerId} row={row} />)}</div>}
        <p className="t-quiet" style={{ marginTop: 12 }}>{words.crosses}</p>
      </PanelSection>
    </Panel>
  );
}

function Who({ people, chosen, toggle }: { readonly people: readonly Colleague[]; readonly chosen: readonly number[]; readonly toggle: (customerId: number) => void }) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }} id="customerIds">
      <legend className={css.legend}>{words.who}</legend>
      {people.length === 0 ? <p className="t-quiet">{words.nobody}</p>
        : <div className={css.people}>{people.map((one) => <Checkbox disabled={one.salesOwnerName === null} key={one.customerId} checked={chosen.includes(one.customerId)} onChange={() => toggle(one.customerId)} label={`${one.name}${one.credential ? `, ${one.credential}` : ''}`} description={[one.specialtyName, one.practiceName, words.owner(one.salesOwnerName)].filter(Boolean).join(' · ')} />)}</div>}
    </fieldset>
  );
}

function WillRead({ row }: { readonly row: Preview }) {
  if (row.refusal) return <Refusal what={row.customerName} why={row.refusal} />;
  return <div className={css.read}><b>{row.title} · {row.customerName}</b><p>{row.reason}</p></div>;
}
