import { Button, Radio, Stack, Textarea } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { useConsole } from './console.ts';
import { messages } from './messages.ts';

/** The end of a case: how it ended, and what the desk wants to remember. */
export function WrapUpDialog({ caseId, onClose }: { readonly caseId: number; readonly onClose: () => void }) {
  const router = useRouter();
  const [outcome, setOutcome] = useState('answered');
  const [note, setNote] = useState('');
  const close = useConsole();
  const send = () => close.mutate({ path: `/contact-centre/cases/${caseId}/wrap-up`, body: { outcome, ...(note.trim() ? { note } : {}) } }, {
    onSuccess: () => {
      onClose();
      toast(messages.wasClosed);
      router.history.push(paths.contactCentre());
    },
  });
  return (
    <Dialog title={messages.wrapUpTitle} onClose={onClose} foot={<Button variant="filled" aria-busy={close.isPending} onClick={send}>{messages.closeCase}</Button>}>
      <Stack gap="md">
        {close.error && <Problem error={close.error} kept />}
        <Radio.Group aria-label={messages.wrapUpTitle} value={outcome} onChange={setOutcome}><Stack gap="xs">{messages.chosenOutcomes.map((value) => <Radio key={value} value={value} label={messages.outcomes[value]} />)}</Stack></Radio.Group>
        <Textarea label={messages.note} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </Stack>
    </Dialog>
  );
}
