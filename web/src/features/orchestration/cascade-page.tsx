import { IconDownload, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useMay, usePerson } from '../../app/session.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { useVerbs } from '../../app/verbs.ts';
import { Page } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ApprovalSheet } from './approval.tsx';
import { countsOf, stoppable } from './cascade-counts.ts';
import { CascadeChanges } from './cascade-changes.tsx';
import { CascadePicture } from './cascade-picture.tsx';
import { subtitleOf, titleOf } from './cascade-words.ts';
import { cascadeQuery, decisionsQuery, resumeCascade, TOPIC, useLiveCounts, type Cascade, type StopHow } from './cascades.ts';
import { Decisions, type DecisionKey } from './decisions.tsx';
import { ExportButton } from './export-button.tsx';
import { journeysQuery, namesOf } from './journeys.ts';
import { messages } from './messages.ts';
import { StopDialog } from './stop-dialog.tsx';
import { VerbButton } from './verb-button.tsx';
import { WhyPanel } from './why-panel.tsx';

export const loader = async ({ params, search, queryClient }: LoadArguments) => {
  const cascadeId = Number(params['cascadeId']);
  void queryClient.prefetchQuery(decisionsQuery(cascadeId, search));
  await queryClient.ensureQueryData(cascadeQuery(cascadeId));
};

/** One event seen through to its people and outcomes. */
export default function CascadePage() {
  const { data: cascade } = useSuspenseQuery(cascadeQuery(Number(useParam('cascadeId'))));
  const own = usePerson()?.role === 'field'; // a representative sees the customers of her own work
  const journeys = useQuery(journeysQuery()).data;
  const counts = countsOf(cascade, own);
  const [search, setSearch] = useUrlState<DecisionKey>();
  useLiveCounts(cascade.cascadeId);
  const title = titleOf(cascade);
  return (
    <Page title={title} subtitle={<span role="status">{subtitleOf(cascade, counts, own)}</span>} actions={counts.audience > 0 && <Actions cascade={cascade} />}
      place={[{ label: messages.place, href: paths.orchestration() }, { label: messages.cascades, href: paths.cascades() }, { label: cascade.name }]}>
      {!own && <CascadeChanges cascade={cascade} />}
      {cascade.state === 'proposed' && !own && <ApprovalSheet cascade={cascade} counts={counts} />}
      {counts.audience > 0 && (
        <Sheet label={messages.cascade.picture}>
          <CascadePicture cascade={cascade} counts={counts} own={own} journeys={namesOf(journeys)} selected={partOf(search)} onSelect={(part) => setSearch({ ...NOTHING, ...(part === partOf(search) ? {} : searchOf(part)) })} />
        </Sheet>
      )}
      {counts.audience > 0 && <Decisions cascade={cascade} counts={counts} />}
      {search.customer && /^\d+$/.test(search.customer) && <WhyPanel cascadeId={cascade.cascadeId} customerId={Number(search.customer)} />}
    </Page>
  );
}

type Search = Partial<Record<DecisionKey, string>>;
const NOTHING: Search = { outcome: undefined, candidate: undefined, refusal: undefined, cursor: undefined };
const PARTS: Readonly<Record<string, string>> = { chosen: 'reached', refused: 'refused', held_out: 'held-out' };

/** The part of the picture that a filter stands for, and back. */
function partOf({ candidate, refusal, outcome }: Search): string | undefined {
  if (refusal) return `refusal:${refusal}`;
  return candidate ? `candidate:${candidate}` : PARTS[outcome ?? ''];
}

function searchOf(part: string): Search {
  const [kind, value] = part.split(':');
  if (kind === 'candidate' || kind === 'refusal') return { [kind]: value };
  const outcome = Object.entries(PARTS).find(([, name]) => name === part)?.[0];
  return outcome ? { outcome } : {};
}

function Actions({ cascade }: { readonly cascade: Cascade }) {
  const may = useMay('orchestration:approve');
  const [stopping, setStopping] = useState<StopHow>();
  const [resuming, setResuming] = useState(false);
  const mayNot = may ? undefined : messages.stop.mayNot;
  const { waiting } = stoppable(cascade);
  const canHold = (cascade.state === 'approved' || cascade.state === 'running') && waiting + cascade.underWay > 0;
  const canResume = cascade.state === 'held';
  const canUndo = ['proposed', 'approved', 'running', 'held'].includes(cascade.state);
  useVerbs([
    ...(canResume ? [{ id: 'cascade.resume', label: messages.resume.verb, run: () => setResuming(true), ...(mayNot ? { refusedBecause: mayNot } : {}) }] : []),
    ...(canHold ? [{ id: 'cascade.hold', label: messages.stop.hold, run: () => setStopping('hold'), ...(mayNot ? { refusedBecause: mayNot } : {}) }] : []),
    ...(canUndo ? [{ id: 'cascade.undo', label: messages.stop.undoTitle, run: () => setStopping('undo'), ...(mayNot ? { refusedBecause: mayNot } : {}) }] : []),
  ]);
  return (
    <>
      <ExportButton cascadeId={cascade.cascadeId} icon={<IconDownload size={16} stroke={1.6} />} />
      {canHold && <VerbButton leftSection={<IconPlayerPause size={16} stroke={1.6} />} onClick={() => setStopping('hold')} refusedBecause={mayNot}>{messages.stop.hold}</VerbButton>}
      {canResume && <VerbButton variant="filled" leftSection={<IconPlayerPlay size={16} stroke={1.6} />} onClick={() => setResuming(true)} refusedBecause={mayNot}>{messages.resume.verb}</VerbButton>}
      {canUndo && <VerbButton onClick={() => setStopping('undo')} refusedBecause={mayNot}>{messages.stop.undo}</VerbButton>}
      {resuming && <ReasonDialog topic={TOPIC} words={messages.resume.dialog(cascade.changes[0]?.reason ?? '')} save={(reason) => resumeCascade(cascade.cascadeId, reason)} onClose={() => setResuming(false)} />}
      {stopping && <StopDialog cascade={cascade} how={stopping} onClose={() => setStopping(undefined)} />}
    </>
  );
}
