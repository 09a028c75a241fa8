import { Button, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './console.module.css';
import { screenQuery, useConsole } from './console.ts';
import { messages } from './messages.ts';

type HarmAbout = { readonly caseId: number; readonly customerId: number; readonly productId: number | null; readonly channel: string };
export type HarmCardProps = { readonly about?: HarmAbout; readonly words: string; readonly flagged: boolean; readonly pronoun: string };

const REST_MS = 900;

/** Always on screen: whether harm was mentioned, and the one button that starts safety's clock. */
export function HarmCard({ about, words, flagged, pronoun }: HarmCardProps) {
  const [open, setOpen] = useState(false);
  const [settled] = useDebouncedValue(words, REST_MS);
  const screen = useQuery(screenQuery(settled)).data;
  const hint = screen?.suspects ? messages.harmSuspected(screen.words.slice(0, 4).join(', ')) : flagged ? messages.harmFlagged : null;
  return (
    <div className={css.harm}>
      <Sheet tone="harm" label={messages.harmTitle(pronoun)}>
        <div className={css.harmTitle}><IconAlertTriangle size={18} stroke={1.6} aria-hidden="true" />{messages.harmTitle(pronoun)}</div>
        {hint && <p role="status"><b>{hint}</b></p>}
        <p>{messages.harmText}</p>
        <Button size="xs" variant={hint ? 'filled' : 'outline'} color="harm" onClick={() => setOpen(true)}>{messages.record}</Button>
      </Sheet>
      {open && <HarmDialog about={about} words={words} guess={screen?.kinds[0]} onClose={() => setOpen(false)} />}
    </div>
  );
}

type HarmDialogProps = { readonly about?: HarmAbout; readonly words: string; readonly guess?: string; readonly onClose: () => void };

function HarmDialog({ about, words, guess, onClose }: HarmDialogProps) {
  const [kind, setKind] = useState(guess ?? 'adverse_event');
  const [narrative, setNarrative] = useState(words);
  const [patient, setPatient] = useState('');
  const report = useConsole<{ receipt: string; dueAt: string }>();
  const channel = about?.channel ?? 'phone';
  const send = () => report.mutate({
    path: '/safety/reports',
    body: { kind, narrative, patient, channel, ...(about ? { caseId: about.caseId, customerId: about.customerId, ...(about.productId ? { productId: about.productId } : {}) } : {}) },
  }, {
    onSuccess: ({ receipt, dueAt }) => {
      onClose();
      toast(messages.receipt(receipt, formatWhen(dueAt)));
    },
  });
  const foot = <Button variant="filled" color="harm" disabled={!narrative.trim()} aria-busy={report.isPending} onClick={send}>{messages.sendHarm}</Button>;
  return (
    <Dialog title={messages.harmDialog} onClose={onClose} wide foot={foot}>
      <Stack gap="md">
        {report.error && <Problem error={report.error} kept />}
        <Radio.Group label={messages.harmKind} value={kind} onChange={setKind}>
          <Stack gap="xs" mt="xs">{Object.entries(messages.harmKinds).map(([value, label]) => <Radio key={value} value={value} label={label} />)}</Stack>
        </Radio.Group>
        <Textarea id="narrative" label={messages.narrative} description={messages.harmHint} autosize minRows={4} required withAsterisk={false} value={narrative} onChange={(event) => setNarrative(event.currentTarget.value)} data-autofocus />
        <TextInput id="patient" label={messages.patient} value={patient} onChange={(event) => setPatient(event.currentTarget.value)} />
      </Stack>
    </Dialog>
  );
}
