import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './channels.module.css';
import { messages } from './messages.ts';

export type SettleDialogProps = {
  readonly words: { readonly title: string; readonly lead: string; readonly save: string; readonly done: string };
  readonly save: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
};

const LEAST = 3;

/** What becomes of an unknown mail is kept with its reason. */
export function SettleDialog({ words, save, onClose }: SettleDialogProps) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () => save(reason.trim()),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['channels.message'] });
      toast(words.done);
      onClose();
    },
  });
  return (
    <Dialog title={words.title} onClose={onClose} foot={<><Button variant="filled" disabled={reason.trim().length < LEAST} loading={saving.isPending} onClick={() => saving.mutate()}>{words.save}</Button><Button variant="subtle" onClick={onClose}>{messages.cancel}</Button></>}>
      <div className={css.stack}>
        <p>{words.lead}</p>
        {saving.isError && <Problem error={saving.error} kept />}
        <Textarea label={messages.settle.reason} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
      </div>
    </Dialog>
  );
}
