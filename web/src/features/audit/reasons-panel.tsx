import { Button, Select, Stack, Switch, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { put } from '../../api/call.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import type { ReasonRule } from './audit.ts';
import { messages } from './messages.ts';

const words = messages.reasons.panel;
const codeOf = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 40);

/** The list of one kind of record. A reason keeps its code while its words stay. */
export function ReasonsPanel({ rule, resources, closeTo }: { readonly rule?: ReasonRule; readonly resources: readonly string[]; readonly closeTo: string }) {
  const [resource, setResource] = useState(rule?.resource ?? null);
  const [text, setText] = useState(rule?.reasons.map((one) => one.label).join('\n') ?? '');
  const [inForce, setInForce] = useState(rule?.inForce ?? true);
  const client = useQueryClient();
  const { go } = useNavigation();
  const labels = [...new Set(text.split('\n').map((line) => line.trim()).filter((line) => line.length >= 3))];
  const save = useMutation({
    mutationFn: () => put('/api/audit/reason-rules/{resource}', { path: { resource: resource ?? '' }, body: { inForce, reasons: labels.map((label) => ({ label, code: rule?.reasons.find((one) => one.label === label)?.code ?? codeOf(label) })) } }),
    onSuccess: () => { void client.invalidateQueries({ queryKey: ['audit', 'reason-rules'] }); toast(words.done); go(closeTo); },
  });
  const ready = resource !== null && labels.length > 0;
  const submit = () => { if (ready && !save.isPending) save.mutate(); };
  return (
    <Panel wide title={rule ? words.edit : words.add} closeTo={closeTo} onSubmit={submit} foot={<Button variant="filled" disabled={!ready} loading={save.isPending} onClick={submit}>{words.save}</Button>}>
      <PanelSection>
        <Stack gap={12}>
          {save.error && <Problem error={save.error} kept />}
          <Select label={words.resource} searchable data={[...resources]} value={resource} onChange={setResource} disabled={rule !== undefined} />
          <Textarea label={words.reasons} description={words.hint} autosize minRows={4} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <Switch label={words.inForce} checked={inForce} onChange={(event) => setInForce(event.currentTarget.checked)} />
        </Stack>
      </PanelSection>
    </Panel>
  );
}
