import { Button, Checkbox, NumberInput, SegmentedControl, TagsInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { useMay } from '../../app/session.ts';
import { useKeys } from '../../ui/keys.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './medical.module.css';
import type { Inquiry } from './medical.ts';
import { messages } from './messages.ts';

const words = messages.answer;
type Channel = keyof typeof words.channels;
type Form = { readonly channel: Channel; readonly minutes: number; readonly answer: string; readonly topics: string[]; readonly offLabel: boolean; readonly digitalIsFine: boolean };

function useAnswer(inquiry: Inquiry) {
  const client = useQueryClient();
  const [form, setForm] = useState<Form>({ channel: 'phone', minutes: 10, answer: '', topics: [...inquiry.topics], offLabel: false, digitalIsFine: false });
  const key = useRef(crypto.randomUUID());
  const change = (part: Partial<Form>) => {
    key.current = crypto.randomUUID(); // another content is another save
    setForm((now) => ({ ...now, ...part }));
  };
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['medical'] }), client.invalidateQueries({ queryKey: ['work'] })]);
  const save = useMutation({
    mutationFn: () => request('POST', `/medical/inquiries/${inquiry.inquiryId}/answer`, { body: form, idempotencyKey: key.current }),
    onSuccess: async () => { toast(words.saved); await refresh(); },
  });
  const attempt = useMutation({
    mutationFn: () => request('POST', `/medical/inquiries/${inquiry.inquiryId}/attempt`, { body: {}, idempotencyKey: crypto.randomUUID() }),
    onSuccess: async () => { toast(words.attempt); await refresh(); },
  });
  return { form, change, save, attempt };
}

/** What was answered, which stays medical, and apart from it what the customer wishes, which everybody may know. */
export function AnswerForm({ inquiry, referHref }: { readonly inquiry: Inquiry; readonly referHref: string }) {
  const { form, change, save, attempt } = useAnswer(inquiry);
  const may = useMay('medical:answer');
  const ready = may && form.answer.trim() !== '' && !save.isPending;
  const errors = save.error instanceof ProblemError ? save.error : undefined;
  const trySave = () => { if (ready) save.mutate(); };
  useKeys([{ keys: 'Ctrl Enter', label: words.save, run: trySave, everywhere: true }]);
  return (
    <>
      {(save.error ?? attempt.error) && <Problem error={save.error ?? attempt.error} title={errors?.problem.title ?? words.failed} kept />}
      <Sheet title={words.title} tone="medical" foot={words.stays}>
        <div className={css.stack}>
          <div className={css.pair}>
            <SegmentedControl fullWidth aria-label={words.how} value={form.channel} data={(Object.keys(words.channels) as Channel[]).map((value) => ({ value, label: words.channels[value] }))} onChange={(channel) => change({ channel: channel as Channel })} />
            <NumberInput id="minutes" label={words.minutes} min={0} max={480} allowDecimal={false} value={form.minutes} onChange={(minutes) => change({ minutes: Number(minutes) || 0 })} error={errors?.fieldMessage('minutes')} />
          </div>
          <Textarea id="answer" label={words.text} placeholder={words.textHint} autosize minRows={5} maxLength={20_000} value={form.answer} onChange={(event) => change({ answer: event.currentTarget.value })} error={errors?.fieldMessage('answer')} />
          <TagsInput id="topics" label={words.topics} placeholder={words.topicsHint} maxTags={12} value={form.topics} onChange={(topics) => change({ topics })} error={errors?.fieldMessage('topics')} />
          <Checkbox label={words.offLabel} checked={form.offLabel} onChange={(event) => change({ offLabel: event.currentTarget.checked })} />
        </div>
      </Sheet>
      <Sheet title={messages.wishSheet.title} foot={messages.wishSheet.note}>
        <div className={css.stack}>
          <Checkbox label={messages.wishSheet.digital} checked={form.digitalIsFine} onChange={(event) => change({ digitalIsFine: event.currentTarget.checked })} />
          <p><Link href={referHref}>{messages.wishSheet.refer}</Link> <span className="t-quiet">{messages.wishSheet.referHint}</span></p>
        </div>
      </Sheet>
      <div className={css.actions}>
        <Button variant="filled" onClick={trySave} disabled={!ready} loading={save.isPending}>{words.save}</Button>
        <Button onClick={() => attempt.mutate()} loading={attempt.isPending} disabled={!may}>{words.notReached}</Button>
        {!may ? <span className="t-quiet">{messages.mayNot}</span> : form.answer.trim() === '' && <span className="t-quiet">{words.missing}</span>}
      </div>
    </>
  );
}
