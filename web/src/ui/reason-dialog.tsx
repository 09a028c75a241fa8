import { Button, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { en } from '../messages/en.ts';
import { Dialog } from './dialog.tsx';
import { Problem } from './problem.tsx';
import { toast } from './toast.tsx';

type ReasonDialogProps = {
  readonly words: { readonly title: string; readonly lead: string; readonly reason: string; readonly save: string; readonly done: string };
  readonly save: (reason: string) => Promise<unknown>;
  /** What reads anew afterwards, as word.thing. */
  readonly topic: string;
  readonly onClose: () => void;
};

const LEAST = 3; // letters: the server takes no less for a reason

/** A deed that is kept with its reason. */
export function ReasonDialog({ words, save, topic, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () => save(reason.trim()),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [topic] });
      toast(words.done);
      onClose();
    },
  });
  const ready = reason.trim().length >= LEAST;
  return (
    <Dialog title={words.title} onClose={onClose} foot={<><Button variant="filled" disabled={!ready} loading={saving.isPending} onClick={() => saving.mutate()}>{words.save}</Button><Button variant="subtle" onClick={onClose}>{en.ui.cancel}</Button></>}>
      <Stack gap={12}>
        <p>{words.lead}</p>
        {saving.isError && <Problem error={saving.error} kept />}
        <Textarea label={words.reason} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
      </Stack>
    </Dialog>
  );
}
