import { useEffect, useState } from 'react';
import { onReasonNeeded, type ChangeReason } from '../api/client.ts';
import { en } from '../messages/en.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';

type Asked = { readonly resource: string; readonly reasons: readonly { readonly code: string; readonly label: string }[]; readonly answer: (reason: ChangeReason | null) => void };

/** Asks why, wherever the company wants a reason for a change, in this one dialog; the change then goes again by itself. */
export function AskChangeReason() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => onReasonNeeded(({ resource, reasons }) => new Promise((answer) => { setAsked({ resource, reasons, answer }); })), []);
  if (!asked) return null;
  const close = (reason: ChangeReason | null) => { setAsked(null); asked.answer(reason); };
  return (
    <ReasonDialog topic="" words={{ ...en.changeReason, lead: en.changeReason.lead, done: null }} choices={{ label: en.changeReason.choose, options: asked.reasons.map(({ code, label }) => ({ value: code, label })) }}
      onClose={() => close(null)} save={async (words, code) => close({ code, words })} />
  );
}
