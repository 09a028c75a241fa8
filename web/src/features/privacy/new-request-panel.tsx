import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post, type Body } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { formatDate } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { FindPerson } from './find-person.tsx';
import { messages } from './messages.ts';
import type { Found } from './privacy.ts';

const words = messages.panel;
type New = Body<'/api/privacy/requests'>;
const options = (list: Readonly<Record<string, string>>) => Object.entries(list).map(([value, label]) => ({ value, label }));

/** Takes a request down, also of somebody of whom nothing is on file. */
export function NewRequestPanel({ closeTo }: { readonly closeTo: string }) {
  const [who, setWho] = useState<Found | null>(null);
  const [given, setGiven] = useState<{ kind: New['kind'] | null; channel: New['channel']; received: string; words: string }>({ kind: null, channel: 'email', received: '', words: '' });
  const client = useQueryClient();
  const { go } = useNavigation();
  const save = useMutation({
    mutationFn: (kind: New['kind']) => post('/api/privacy/requests', { body: {
      kind, channel: given.channel, words: given.words, ...(who?.customerId ? { customerId: who.customerId } : {}), ...(who?.userId ? { userId: who.userId } : {}),
      ...(given.received ? { receivedAt: new Date(`${given.received}T00:00:00`).toISOString() } : {}),
    } }),
    onSuccess: ({ requestId, dueAt }) => { void client.invalidateQueries({ queryKey: ['privacy.request'] }); toast(words.done(formatDate(dueAt))); go(paths.privacyRequest({ requestId: String(requestId) })); },
  });
  const { kind } = given;
  const submit = () => { if (kind && !save.isPending) save.mutate(kind); };
  return (
    <Panel wide title={words.title} closeTo={closeTo} onSubmit={submit} foot={<><Button variant="filled" disabled={!kind} loading={save.isPending} onClick={submit}>{words.save}</Button>{!kind && <p className="t-quiet">{words.lacks}</p>}</>}>
      <PanelSection>
        <Stack gap={12}>
          {save.error && <Problem error={save.error} kept />}
          <FindPerson chosen={who} onChoose={setWho} />
          <Select label={words.kind} data={options(messages.kinds)} value={kind} onChange={(value) => setGiven({ ...given, kind: value as New['kind'] | null })} />
          <Select label={words.channel} data={options(messages.channels)} value={given.channel} allowDeselect={false} onChange={(value) => setGiven({ ...given, channel: (value ?? 'email') as New['channel'] })} />
          <TextInput type="date" label={words.received} description={words.receivedHint} value={given.received} onChange={(event) => setGiven({ ...given, received: event.currentTarget.value })} />
          <Textarea label={words.words} autosize minRows={3} maxLength={2000} value={given.words} onChange={(event) => setGiven({ ...given, words: event.currentTarget.value })} />
        </Stack>
      </PanelSection>
    </Panel>
  );
}
