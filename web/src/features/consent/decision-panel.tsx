import { Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { CHANNELS, productsQuery, PURPOSES, saveDecision, SOURCES, type ConsentSearch } from './consent.ts';
import css from './consent.module.css';
import { messages } from './messages.ts';

export type DecisionPanelProps = { readonly customerId: number; readonly customerName: string; readonly search: ConsentSearch; readonly closeTo: string };
type Draft = { readonly granted: boolean; readonly channel: (typeof CHANNELS)[number] | 'any'; readonly purpose: (typeof PURPOSES)[number] | 'any'; readonly product: string | null; readonly source: (typeof SOURCES)[number]; readonly note: string; /** A repeated save of the same draft is the same save. */ readonly key: string };

const words = messages.form;
const options = (values: readonly string[], labels: Readonly<Record<string, string>>) => values.map((value) => ({ value, label: labels[value] ?? value }));

function useSave({ customerId, closeTo }: DecisionPanelProps, draft: Draft) {
  const client = useQueryClient();
  const { go } = useNavigation();
  return useMutation({
    mutationFn: () => saveDecision({
      customerId, granted: draft.granted, channel: draft.channel, purpose: draft.purpose, source: draft.source, evidence: draft.note.trim() ? { note: draft.note.trim() } : {},
      ...(draft.product ? { productId: Number(draft.product) } : {}),
    }, draft.key),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['consent.decision'] });
      toast(draft.granted ? messages.saved.grant : messages.saved.withdrawal);
      go(closeTo);
    },
  });
}

/** Writes down what a customer allowed or withdrew, with its proof. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { search } = props;
  const [draft, setDraft] = useState<Draft>(() => ({ granted: true, channel: CHANNELS.find((one) => one === search.channel) ?? 'email', purpose: PURPOSES.find((one) => one === search.purpose) ?? 'promotion', product: search.product ?? null, source: 'call', note: '', key: crypto.randomUUID() }));
  const [tried, setTried] = useState(false);
  const products = useQuery(productsQuery()).data?.rows ?? [];
  const save = useSave(props, draft);
  const change = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch, key: crypto.randomUUID() });
  const lacksProof = draft.granted && draft.note.trim().length === 0;
  const fault = save.error instanceof ProblemError ? save.error.fieldMessage('evidence') : undefined;
  const submit = () => {
    setTried(true);
    if (!lacksProof && !save.isPending) save.mutate();
  };
  return (
    <Panel title={words.title} subtitle={props.customerName} closeTo={props.closeTo} onSubmit={submit} sunkFoot
      foot={<><p>{draft.granted ? words.starts.grant : words.starts.withdrawal}</p><Button variant="filled" loading={save.isPending} onClick={submit}>{draft.granted ? words.saveGrant : words.saveWithdrawal}</Button></>}>
      <PanelSection>
        <p className={css.lead}>{words.lead}</p>
        {save.isError && <Problem error={save.error} kept />}
        <div className={css.stack}>
          <SegmentedControl aria-label={words.title} value={draft.granted ? 'yes' : 'no'} onChange={(value) => change({ granted: value === 'yes' })} data={[{ value: 'yes', label: words.granted }, { value: 'no', label: words.withdrawn }]} />
          <Select label={words.channel} allowDeselect={false} value={draft.channel} onChange={(value) => change({ channel: value as Draft['channel'] })} data={options([...CHANNELS, 'any'], messages.channels)} />
          <Select label={words.purpose} allowDeselect={false} value={draft.purpose} onChange={(value) => change({ purpose: value as Draft['purpose'] })} data={options([...PURPOSES, 'any'], messages.purposes)} />
          <Select label={words.product} clearable placeholder={messages.allProducts} value={draft.product} onChange={(product) => change({ product })} data={products.map((product) => ({ value: String(product.productId), label: product.name }))} />
          <Select label={words.source} allowDeselect={false} value={draft.source} onChange={(value) => change({ source: value as Draft['source'] })} data={options(SOURCES, messages.sources)} />
          <Textarea id="evidence" label={words.evidence} description={words.evidenceHint} autosize minRows={2} maxLength={500} value={draft.note} onChange={(event) => change({ note: event.currentTarget.value })} error={fault ?? (tried && lacksProof ? words.evidenceNeeded : undefined)} />
        </div>
      </PanelSection>
    </Panel>
  );
}
