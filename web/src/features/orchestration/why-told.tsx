import { formatNumber, formatShare } from '../../ui/format.ts';
import { PanelSection } from '../../ui/panel.tsx';
import { Considered, SignedBars, type Candidate } from '../../ui/why.tsx';
import type { Why as CascadeWhy } from './cascades.ts';
import { functionOf } from './functions.ts';
import { messages } from './messages.ts';
import { useRecordLink } from './records.ts';

const words = messages.why;

/** A decision as the ledger tells it, a cascade's or a journey's. */
export type Told = Pick<CascadeWhy, 'customerId' | 'customerName' | 'outcome' | 'channel' | 'because' | 'propensity' | 'considered' | 'counted' | 'wouldChange'>;

const chosenName = (why: Told): string => (why.considered.find((one) => one.chosen)?.name ?? '').toLowerCase();
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const closed = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

export function titleOf(why: Told): string {
  if (why.outcome === 'refused') return words.refused(why.customerName);
  if (why.outcome === 'chosen' && why.channel === null) return words.leftInPeace(why.customerName);
  return why.outcome === 'held_out' ? words.heldOut(why.customerName) : words.chosen(words.touches[why.channel ?? ''] ?? chosenName(why), why.customerName);
}

export function sentenceOf(why: Told): string {
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


/** What was considered and what counted. */
export function ToldDecision({ why }: { readonly why: Told }) {
  return (
    <>
      <PanelSection title={words.considered}><ConsideredOf why={why} /></PanelSection>
      {why.counted && <Counted why={why} counted={why.counted} />}
    </>
  );
}
