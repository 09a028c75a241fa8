import { Button, Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { request } from '../../api/client.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { customersQuery, INSIGHT_TYPES, type InsightType } from './medical.ts';
import { messages } from './messages.ts';

const words = messages.insights;

/** The form of an insight. */
export function InsightPanel({ closeTo }: { readonly closeTo: string }) {
  const { go } = useNavigation();
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 200);
  const [customerId, setCustomerId] = useState<string | null>(null);
  const [type, setType] = useState<InsightType>('unmet_need');
  const [body, setBody] = useState('');
  const key = useRef(crypto.randomUUID());
  const found = useQuery(customersQuery(settled.split(',')[0] ?? ''));
  const save = useMutation({
    mutationFn: () => request('POST', '/medical/insights', { body: { customerId: Number(customerId), type, body }, idempotencyKey: key.current }),
    onSuccess: async () => {
      toast(words.saved);
      await client.invalidateQueries({ queryKey: ['medical', 'insights'] });
      go(closeTo);
    },
    onError: () => { key.current = crypto.randomUUID(); },
  });
  const ready = customerId !== null && body.trim() !== '' && !save.isPending;
  const trySave = () => { if (ready) save.mutate(); };
  return (
    <Panel title={words.record} subtitle={messages.answer.stays} closeTo={closeTo} onSubmit={trySave} foot={<><Button variant="filled" onClick={trySave} disabled={!ready} loading={save.isPending}>{words.save}</Button><Button variant="subtle" onClick={() => go(closeTo)}>{words.cancel}</Button></>}>
      {save.isError && <Problem error={save.error} title={words.failed} kept />}
      <Select label={words.who} placeholder={words.find} searchable searchValue={search} onSearchChange={setSearch} value={customerId} onChange={setCustomerId} data={(found.data?.rows ?? []).map((one) => ({ value: String(one.customerId), label: [one.name, one.city].filter(Boolean).join(', ') }))} filter={({ options }) => options} />
      <Select label={words.type} allowDeselect={false} value={type} onChange={(value) => setType((value ?? 'other') as InsightType)} data={INSIGHT_TYPES.map((value) => ({ value, label: words.types[value] }))} />
      <Textarea id="body" label={words.body} autosize minRows={4} maxLength={4_000} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
    </Panel>
  );
}
