import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useMay, usePerson } from '../../app/session.ts';
import { SignDialog } from '../../app/sign-dialog.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { toast } from '../../ui/toast.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import css from './content.module.css';
import type { Meaning, VersionPage } from './content.ts';
import { messages } from './messages.ts';

const words = messages.review;
const REVIEWS = ['medical', 'legal', 'regulatory'] as const;

/** Why the reader may not sign, or nothing. */
function useRefusal({ version }: VersionPage): string | undefined {
  const signs = useMay('content:sign');
  const me = usePerson();
  if (!signs) return messages.refusals.sign;
  if (version.state !== 'in_review') return words.notInReview;
  return version.createdBy !== null && version.createdBy === me?.userId ? messages.refusals.own : undefined;
}

/** Signing the text on the screen, approving it when all three reviews stand, or giving it back. */
export function SignActions({ page }: { readonly page: VersionPage }) {
  const { version, owed } = page;
  const [returning, setReturning] = useState(false);
  const refusal = useRefusal(page);
  const client = useQueryClient();
  const path = { versionId: version.versionId };
  const [signing, setSigning] = useState<Exclude<Meaning, 'author'> | null>(null);
  const blocked = refusal !== undefined;
  const signed = (meaning: Meaning) => {
    setSigning(null);
    void client.invalidateQueries({ queryKey: ['content.version'] });
    toast(meaning === 'approve' ? words.approved : words.signed(messages.meanings[meaning] ?? meaning));
  };
  const owes = owed.length > 0;
  return (
    <Sheet title={words.sign}>
      <div className={css.signs}>
        {refusal && <p className={css.why}>{refusal}</p>}
        {version.state === 'in_review' && REVIEWS.map((meaning) => (owed.includes(meaning)
          ? <Button key={meaning} variant="outline" disabled={blocked} onClick={() => setSigning(meaning)}>{words.signAs(messages.meanings[meaning] ?? meaning)}</Button>
          : <StateChip key={meaning} state="done">{`${messages.meanings[meaning]}: ${words.already}`}</StateChip>))}
        {version.state === 'in_review' && <Button variant="filled" disabled={blocked || owes} onClick={() => setSigning('approve')}>{words.approve}</Button>}
        {version.state === 'in_review' && owes && <p className={css.why}>{messages.refusals.owed(owed.map((one) => (messages.meanings[one] ?? one).toLowerCase()).join(', '))}</p>}
        {version.state === 'in_review' && <Button variant="subtle" disabled={blocked} onClick={() => setReturning(true)}>{messages.verbs.back}</Button>}
        <p className={css.why}>{words.digest}: <span className="t-mono">{version.digest.slice(0, 16)}</span></p>
      </div>
      {signing && (
        <SignDialog title={signing === 'approve' ? words.approve : words.signAs(messages.meanings[signing] ?? signing)} meaning={words.meaning[signing]} verb={words.signNow} onClose={() => setSigning(null)} onSigned={() => signed(signing)}
          sign={(signature) => post('/api/content/versions/{versionId}/sign', { path, body: { meaning: signing, digest: version.digest, signature } })} />
      )}
      {returning && <ReasonDialog topic="content.version" words={messages.giveBack} onClose={() => setReturning(false)} save={(reason) => post('/api/content/versions/{versionId}/return', { path, body: { reason } })} />}
    </Sheet>
  );
}
