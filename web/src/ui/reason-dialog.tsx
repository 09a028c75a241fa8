import { Button, Radio, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import { en } from '../messages/en.ts';
import { Dialog } from './dialog.tsx';
import { Problem } from './problem.tsx';
import { toast } from './toast.tsx';

type ReasonDialogProps<Result> = {
  readonly words: {
    readonly title: string; readonly lead: string; readonly reason: string; readonly save: string; readonly done: string | null | ((result: Result) => string);
    readonly hint?: string; readonly cancel?: string; readonly failed?: string;
  };
  readonly save: (reason: string, choice: string) => Promise<Result>;
  /** One of these has to be chosen besides. */
  readonly choices?: { readonly label: string; readonly options: readonly { readonly value: string; readonly label: string }[] };
  /** What reads anew afterwards, as word.thing. */
  readonly topic: string;
  readonly onClose: () => void;
  /** What else to know before one gives the reason. */
  readonly children?: ReactNode;
};

const LEAST = 3; // letters: the server takes no less for a reason

/** A deed that is kept with its reason. */
export function ReasonDialog<Result>({ words, save, topic, onClose, choices, children }: ReasonDialogProps<Result>) {
  const [reason, setReason] = useState('');
  const [choice, setChoice] = useState('');
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () => save(reason.trim(), choice),
    onSuccess: (result) => {
      void client.invalidateQueries({ queryKey: [topic] });
      if (words.done !== null) toast(typeof words.done === 'string' ? words.done : words.done(result));
      onClose();
    },
  });
  const ready = reason.trim().length >= LEAST && (choices === undefined || choice !== '');
  const fault = saving.error instanceof ProblemError ? saving.error.fieldMessage('reason') : undefined;
  const saveByKey = (event: React.KeyboardEvent) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready && !saving.isPending) saving.mutate(); };
  return (
    <Dialog title={words.title} onClose={onClose} foot={<><Button variant="filled" disabled={!ready} loading={saving.isPending} onClick={() => saving.mutate()}>{words.save}</Button><Button variant="subtle" onClick={onClose}>{words.cancel ?? en.ui.cancel}</Button></>}>
      <Stack gap={12}>
        <p>{words.lead}</p>
        {children}
        {saving.error && !fault && <Problem error={saving.error} {...(words.failed ? { title: words.failed } : {})} kept />}
        {choices && (
          <Radio.Group label={choices.label} value={choice} onChange={setChoice}>
            <Stack gap={8} mt={6}>{choices.options.map((one) => <Radio key={one.value} value={one.value} label={one.label} />)}</Stack>
          </Radio.Group>
        )}
        <Textarea label={words.reason} description={words.hint ?? en.ui.leastReason} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} onKeyDown={saveByKey} error={fault} data-autofocus />
      </Stack>
    </Dialog>
  );
}
