import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { SignDialog } from '../../app/sign-dialog.tsx';
import { useVerbs, type Verb } from '../../app/verbs.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import css from './content.module.css';
import type { Version } from './content.ts';
import { messages } from './messages.ts';

type Act = Verb & { readonly filled?: boolean };
const { verbs, refusals } = messages;

function useDeeds(version: Version) {
  const client = useQueryClient();
  const { go } = useNavigation();
  const path = { versionId: version.versionId };
  const refresh = () => client.invalidateQueries({ queryKey: ['content.version'] });
  const next = useMutation({
    mutationFn: () => post('/api/content/versions/{versionId}/next', { path }),
    onSuccess: ({ versionId }) => { void refresh(); toast(messages.begun); go(paths.contentItem({ contentId: String(versionId) })); },
  });
  return { path, refresh, next, error: next.error };
}

/** What can be done with a version in its state; what the reader may not do stays, with its reason. */
export function VersionActions({ version, editHref }: { readonly version: Version; readonly editHref: string }) {
  const [withdrawing, setWithdrawing] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const [drafts, signs, withdraws] = [useMay('content:draft'), useMay('content:sign'), useMay('content:withdraw')];
  const deeds = useDeeds(version);
  const { go } = useNavigation();
  const { state } = version;
  const acts: readonly Act[] = [
    ...(state === 'draft' ? [
      { id: 'edit', label: verbs.edit, run: () => go(editHref), refusedBecause: drafts ? undefined : refusals.edit },
      { id: 'submit', label: verbs.submit, run: () => setSubmitting(true), filled: true, refusedBecause: drafts ? undefined : refusals.edit },
    ] : []),
    ...(state === 'in_review' ? [{ id: 'review', label: verbs.review, run: () => go(paths.review({ reviewId: String(version.versionId) })), filled: true, refusedBecause: signs ? undefined : refusals.sign }] : []),
    ...(state !== 'draft' && state !== 'in_review' ? [{ id: 'next', label: verbs.next, run: () => deeds.next.mutate(), refusedBecause: drafts ? undefined : refusals.next }] : []),
    ...(['draft', 'in_review', 'approved'].includes(state) ? [{ id: 'withdraw', label: state === 'approved' ? verbs.withdraw : verbs.discard, run: () => setWithdrawing(true), refusedBecause: withdraws ? undefined : refusals.withdraw }] : []),
  ];
  useVerbs(acts);
  const reasons = [...new Set(acts.flatMap((act) => act.refusedBecause ?? []))];
  return (
    <>
      <div className={css.acts}>
        {acts.map((act) => <Button key={act.id} variant={act.filled ? 'filled' : 'outline'} aria-disabled={act.refusedBecause ? true : undefined} data-disabled={act.refusedBecause ? true : undefined} onClick={() => { if (!act.refusedBecause) act.run(); }}>{act.label}</Button>)}
      </div>
      {reasons.length > 0 && <p className={css.why}>{reasons.join(' ')}</p>}
      {deeds.error && <Problem error={deeds.error} kept />}
      {submitting && (
        <SignDialog title={verbs.submit} meaning={messages.authorship} verb={messages.signAndSubmit} onClose={() => setSubmitting(false)} onSigned={() => { setSubmitting(false); void deeds.refresh(); toast(messages.submitted); }}
          sign={(signature) => post('/api/content/versions/{versionId}/submit', { path: deeds.path, body: { signature } })} />
      )}
      {withdrawing && <ReasonDialog topic="content.version" words={state === 'approved' ? messages.withdraw : messages.discard} onClose={() => setWithdrawing(false)} save={(reason) => post('/api/content/versions/{versionId}/withdraw', { path: { versionId: version.versionId }, body: { reason } })} />}
    </>
  );
}
