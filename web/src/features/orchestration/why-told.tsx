import type { ReactNode } from 'react';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Considered, SignedBars, WouldChange, type Candidate } from '../../ui/why.tsx';
import { decidedAt } from './cascade-words.ts';
import type { Why as CascadeWhy } from './cascades.ts';
import { functionOf } from './functions.ts';
import { OpenCustomer } from './link-button.tsx';
import { messages } from './messages.ts';
import css from './orchestration.module.css';
import { useRecordLink } from './records.ts';

const words = messages.why;

/** A decision as the ledger tells it, a cascade's or a journey's. */
type Told = Pick<CascadeWhy, 'decisionId' | 'decidedAt' | 'customerId' | 'customerName' | 'outcome' | 'channel' | 'because' | 'propensity' | 'considered' | 'counted' | 'wouldChange'>;

const chosenName = (why: Told): string => (why.considered.find((one) => one.chosen)?.name ?? '').toLowerCase();
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const closed = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function titleOf(why: Told): string {
  if (why.outcome === 'refused') return words.refused(why.customerName);
  if (why.outcome === 'chosen' && why.channel === null) return words.leftInPeace(why.customerName);
  return why.outcome === 'held_out' ? words.heldOut(why.customerName) : words.chosen(words.touches[why.channel ?? ''] ?? chosenName(why), why.customerName);
}

function sentenceOf(why: Told): string {
  return why.outcome === 'held_out' ? words.heldOutSentence(chosenName(why)) : closed(capital(why.because));
}

function ConsideredOf({ why }: { readonly why: Told }) {
  const recordOf = useRecordLink(why.customerId);
  const chosen = why.considered.find((one) => one.chosen);
  const candidates = why.considered.map((one): Candidate => {
    const record = recordOf(one.record);
    return {
      id: one.code, label: one.name, outcome: one.chosen ? 'chosen' : one.refusal ? 'refused' : 'allowed', score: formatNumber(one.score, 2),
      because: one.chosen ? (why.outcome === 'held_out' ? words.wouldBe : words.best) : one.sentence, ...(record && one.refusal ? { record } : {}),
    };
  });
  return <Considered candidates={candidates} tone={chosen?.function ? functionOf(chosen.function) : undefined} />;
}

function Counted({ why, counted }: { readonly why: Told; readonly counted: NonNullable<Told['counted']> }) {
  const of = why.considered.find((one) => one.code === counted.candidate);
  const chance = why.outcome === 'refused' ? undefined : (why.outcome === 'held_out' ? words.heldWith : words.chosenWith)(formatShare(why.propensity, 0));
  return (
    <PanelSection title={words.counted(counted.name.toLowerCase())}>
      <SignedBars items={counted.parts.map(({ label, amount, evidence }) => ({ label, value: amount, note: evidence }))} tone={of?.function ? functionOf(of.function) : undefined}>{chance}</SignedBars>
    </PanelSection>
  );
}

/** A told decision: why, when, what was considered, what counted and what would change it; `steps` stand beside the time. */
export function ToldPanel({ why, closeTo, steps }: { readonly why: Told; readonly closeTo: string; readonly steps?: ReactNode }) {
  const at = decidedAt(why.decidedAt);
  return (
    <Panel title={titleOf(why)} subtitle={sentenceOf(why)} closeTo={closeTo} sunkFoot
      above={<span className={css.aboveWhy}><time dateTime={why.decidedAt} title={at.exact}>{words.decision(why.decisionId)} · {at.short}</time>{steps}</span>}
      foot={<WouldChange actions={<OpenCustomer customerId={why.customerId}>{words.open}</OpenCustomer>}>{why.outcome === 'held_out' ? words.drawStands : why.wouldChange}</WouldChange>}>
      <PanelSection title={words.considered}><ConsideredOf why={why} /></PanelSection>
      {why.counted && <Counted why={why} counted={why.counted} />}
    </Panel>
  );
}
