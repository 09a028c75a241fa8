import { Button, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { useMay } from '../../app/session.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatNumber } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './market-access.module.css';
import { payersQuery, positionsQuery, RESTRICTIONS, type Product, type Restriction, type SavedEvent } from './market-access.ts';
import { messages } from './messages.ts';
import { livesOf, toBody, useRecordForm, type RecordForm } from './record-form.ts';
import { WhatSavingStarts } from './what-saving-starts.tsx';

const words = messages.form;

export type RecordPanelProps = { readonly product: Product; readonly products: readonly Product[]; readonly payerId: string | null; readonly today: string; readonly closeTo: string; readonly savedHref: (saved: SavedEvent) => string };

/** One save records what a payer decided; the panel says before what the save will start. */
export function RecordPanel({ product, products, payerId, today, closeTo, savedHref }: RecordPanelProps) {
  const { go } = useNavigation();
  const client = useQueryClient();
  const may = useMay('market_access:record');
  const [form, change] = useRecordForm({ payerId, productId: String(product.productId), today });
  const key = useRef({ content: '', key: '' });
  const payers = useQuery(payersQuery(Number(form.productId), false));
  const payer = payers.data?.rows.find((one) => String(one.customerId) === form.payerId);
  const body = toBody(form, { preview: false });
  const save = useMutation({
    mutationFn: () => {
      // The same form saved twice is the same save; a changed form is another.
      const content = JSON.stringify(body);
      if (key.current.content !== content) key.current = { content, key: crypto.randomUUID() };
      return request<SavedEvent>('POST', '/market-access/events', { body, idempotencyKey: key.current.key });
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['market-access'] });
      go(savedHref(saved), 'replace');
    },
    onError: () => { key.current = { content: '', key: '' }; },
  });
  const trySave = () => { if (body && may && !save.isPending) save.mutate(); };
  const errors = save.error instanceof ProblemError ? save.error : undefined;
  return (
    <Panel title={form.covered ? messages.recordTitle : messages.recordChange} subtitle={[payer?.name, messages.place.toLowerCase()].filter(Boolean).join(' · ')} closeTo={closeTo} onSubmit={trySave} wide
      foot={(
        <>
          <Button variant="filled" onClick={trySave} disabled={!body || !may} loading={save.isPending}>{form.covered ? words.save : words.saveOther}</Button>
          <Button variant="subtle" onClick={() => go(closeTo)}>{words.cancel}</Button>
          <span className={css.note}>{!may ? messages.mayNot : !body ? words.missing : messages.starts.approval}</span>
        </>
      )}>
      {save.isError && <Problem error={save.error} title={errors?.problem.title ?? words.failed} kept />}
      <Fields form={form} change={change} products={products} payers={(payers.data?.rows ?? []).map((one) => ({ value: String(one.customerId), label: one.name }))} errors={errors} />
      <WhatSavingStarts body={toBody(form, { preview: true })} />
    </Panel>
  );
}

type Option = { readonly value: string; readonly label: string };
type FieldsProps = { readonly form: RecordForm; readonly change: (part: Partial<RecordForm>) => void; readonly products: readonly Product[]; readonly payers: readonly Option[]; readonly errors: ProblemError | undefined };

function Fields({ form, change, products, payers, errors }: FieldsProps) {
  return (
    <>
      <div className={css.pair}>
        <Select id="payerId" label={words.payer} data={[...payers]} value={form.payerId} onChange={(payerId) => change({ payerId })} searchable error={errors?.fieldMessage('payerId')} />
        <Select id="productId" label={messages.product} data={products.map((one) => ({ value: String(one.productId), label: one.name }))} value={form.productId} allowDeselect={false} onChange={(productId) => change({ productId: productId ?? form.productId })} error={errors?.fieldMessage('productId')} />
      </div>
      <PlansField form={form} change={change} error={errors?.fieldMessage('planIds')} />
      <div className={css.pair}>
        <fieldset className={css.field}>
          <legend>{words.outcome}</legend>
          <SegmentedControl fullWidth aria-label={words.outcome} data={[{ value: 'yes', label: words.covered }, { value: 'no', label: words.notCovered }]} value={form.covered ? 'yes' : 'no'} onChange={(value) => change({ covered: value === 'yes' })} />
        </fieldset>
        <TextInput id="effectiveFrom" type="date" label={words.effectiveFrom} value={form.effectiveFrom} onChange={(event) => change({ effectiveFrom: event.currentTarget.value })} error={errors?.fieldMessage('effectiveFrom')} />
      </div>
      {form.covered && <CoverageFields form={form} change={change} errors={errors} />}
      <TextInput id="source" label={words.source} placeholder={words.sourceHint} value={form.source} onChange={(event) => change({ source: event.currentTarget.value })} maxLength={200} error={errors?.fieldMessage('source')} />
    </>
  );
}

function PlansField({ form, change, error }: Pick<FieldsProps, 'form' | 'change'> & { readonly error: string | undefined }) {
  const plans = useQuery({ ...positionsQuery({ productId: Number(form.productId), payerId: Number(form.payerId) }), enabled: form.payerId !== null });
  const rows = (form.payerId && plans.data?.rows) || [];
  return (
    <div className={css.field}>
      <MultiSelect id="planIds" label={words.plans} data={rows.map((plan) => ({ value: String(plan.planId), label: plan.planName }))} value={[...form.planIds]} onChange={(planIds) => change({ planIds })} searchable clearable hidePickedOptions
        disabled={form.payerId === null} placeholder={form.payerId === null ? words.choosePayer : undefined} error={error} />
      {rows.length > 0 && (
        <p>{words.plansHint(form.planIds.length, rows.length, formatNumber(livesOf(rows, form.planIds)))}
          {form.planIds.length < rows.length && <> · <button type="button" className="t-link" onClick={() => change({ planIds: rows.map((plan) => String(plan.planId)) })}>{words.allPlans}</button></>}</p>
      )}
    </div>
  );
}

type CodeOrNone = Restriction | 'none';

function CoverageFields({ form, change, errors }: Pick<FieldsProps, 'form' | 'change' | 'errors'>) {
  const toggle = (code: CodeOrNone) => change({ restrictions: code === 'none' ? [] : form.restrictions.includes(code) ? form.restrictions.filter((one) => one !== code) : [...form.restrictions, code] });
  const chosen: readonly CodeOrNone[] = form.restrictions.length ? form.restrictions : ['none'];
  return (
    <>
      <fieldset className={css.field} id="tier">
        <legend>{words.tier}</legend>
        <FilterChips label={words.tier} options={Object.entries(words.tiers).map(([value, label]) => ({ value, label }))} value={form.tier} onChange={(tier) => change({ tier })} />
        {errors?.fieldMessage('tier') && <p className={css.error}>{errors.fieldMessage('tier')}</p>}
      </fieldset>
      <fieldset className={css.field} id="restrictions">
        <legend>{words.restrictions}</legend>
        <FilterChips<CodeOrNone> label={words.restrictions} options={[{ value: 'none', label: words.none }, ...RESTRICTIONS.map((code) => ({ value: code, label: code }))]} value={chosen} onChange={toggle} />
      </fieldset>
    </>
  );
}
