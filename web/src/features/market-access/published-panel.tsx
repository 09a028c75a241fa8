import { Button, MultiSelect, NativeSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { useMay } from '../../app/session.ts';
import { DayField } from '../../ui/day-field.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import css from './market-access.module.css';
import { positionsQuery, type Product } from './market-access.ts';
import { messages } from './messages.ts';
import { chosenQuery, publishedQuery, type ListLink, type PublishedBody, type PublishedPlan, type PublishedPreview } from './published.ts';
import { publishedWords as words } from './published-messages.ts';
import { EventStarts } from './what-saving-starts.tsx';

const REST_MS = 350; // a preview reads all lists: it waits until the hand rests
const SHOWN_EVENTS = 3;
type PanelProps = { readonly product: Product; readonly today: string; readonly closeTo: string };

/** Takes over where published formularies put the product: numbers and tiers chosen once, plan by plan before it is saved. */
export function PublishedPanel(props: PanelProps) {
  const chosen = useQuery(chosenQuery(props.product.productId));
  if (chosen.isError) return <Panel title={words.title(props.product.name)} closeTo={props.closeTo} wide><Problem error={chosen.error} onRetry={() => void chosen.refetch()} /></Panel>;
  if (!chosen.data) return <Panel title={words.title(props.product.name)} closeTo={props.closeTo} wide><Skeleton lines={6} /></Panel>;
  return <PublishedForm key={props.product.productId} {...props} chosen={chosen.data} />;
}

type Chosen = { readonly codes: readonly string[]; readonly tiers: Readonly<Record<string, number>> };
const standingText = (standing: PublishedPlan['standing']): string => (standing === null ? words.notOnFile : standing.tier === null ? words.notCovered : words.covered(standing.tier, standing.restrictions));

const PLANS: readonly Column<PublishedPlan>[] = [
  { id: 'plan', head: words.plan, cell: (row) => <span className={css.two}><b>{row.planName}</b><span>{row.payerName}, {words.names[row.list] ?? row.list} {row.listKey}</span></span>, narrow: 'title' },
  { id: 'listed', head: words.listed, width: '38%', cell: (row) => (row.fault ? words.faults[row.fault](row.detail) : <span className={css.two}><b>{standingText(row.standing)}</b><span>{words.now(standingText(row.before))}</span></span>), narrow: 'note' },
  { id: 'change', head: words.change, width: 92, cell: (row) => (row.fault ? '' : row.change ? words.changes[row.change] : words.same), narrow: 'end' },
];

/** Plans that change, then those that cannot be told, then the rest; those whose list nobody has loaded are counted alone. */
const rankOf = ({ change, fault }: PublishedPlan): number => (change ? 0 : fault ? 1 : 2);

function PlanByPlan({ plans }: { readonly plans: readonly PublishedPlan[] | undefined }) {
  const loaded = plans?.filter(({ fault }) => fault !== 'not_loaded').toSorted((a, b) => rankOf(a) - rankOf(b));
  const absent = (plans?.length ?? 0) - (loaded?.length ?? 0);
  return <DataTable label={words.table} title={words.table} columns={PLANS} rows={loaded} tall rowId={(row) => String(row.planId)} rowName={(row) => row.planName} empty={words.none} waitingFor={words.waiting} foot={absent ? words.absent(absent) : undefined} />;
}

function PublishedForm({ product, today, closeTo, chosen }: PanelProps & { readonly chosen: Chosen }) {
  const { go } = useNavigation();
  const client = useQueryClient();
  const may = useMay('market_access:record');
  const [codes, setCodes] = useState<readonly string[]>(chosen.codes);
  const [tiers, setTiers] = useState(chosen.tiers);
  const [lists, setLists] = useState<readonly ListLink[]>([]);
  const [effectiveFrom, setDay] = useState(today);
  const [source, setSource] = useState('');
  const body: PublishedBody = { productId: product.productId, codes, tiers, lists, effectiveFrom };
  const [settled] = useDebouncedValue(JSON.stringify(body), REST_MS);
  const asked = JSON.parse(settled) as PublishedBody;
  const seen = useQuery({ ...publishedQuery(asked), enabled: may && asked.codes.length > 0 && asked.effectiveFrom !== '' });
  const preview = codes.length ? seen.data : undefined;
  const changes = preview?.plans.filter(({ change }) => change !== null).length ?? 0;
  const save = useMutation({
    mutationFn: () => post('/api/market-access/published', { body: { ...body, source: source.trim() } }),
    onSuccess: async (saved) => { toast(words.saved(saved.recorded, saved.left)); await client.invalidateQueries({ queryKey: ['market-access'] }); go(closeTo); },
  });
  const ready = may && changes > 0 && source.trim() !== '' && !seen.isError && settled === JSON.stringify(body) && !save.isPending;
  const error = seen.error instanceof ProblemError ? seen.error : undefined;
  return (
    <Panel title={words.title(product.name)} subtitle={words.subtitle} closeTo={closeTo} wide onSubmit={() => { if (ready) save.mutate(); }} foot={(
      <>
        <Button variant="filled" style={{ flex: 'none' }} disabled={!ready} loading={save.isPending} onClick={() => save.mutate()}>{words.save(changes)}</Button>
        <Button variant="subtle" onClick={() => go(closeTo)}>{words.cancel}</Button>
        <span className={css.note}>{!may ? messages.mayNot : ready ? '' : words.missing}</span>
      </>
    )}>
      {save.isError && <Problem error={save.error} title={words.failed} kept />}
      <TagsInput label={words.codes} description={words.codesNote} value={[...codes]} onChange={setCodes} maxTags={100} splitChars={[',', ' ', ';']} error={error?.problem.fields?.find(({ field }) => field.startsWith('codes'))?.message} />
      <div className={css.pair}>
        <DayField label={words.effectiveFrom} value={effectiveFrom} onDay={setDay} error={error?.fieldMessage('effectiveFrom')} />
        <TextInput label={words.source} placeholder={words.sourceHint} value={source} maxLength={200} onChange={(event) => setSource(event.currentTarget.value)} />
      </div>
      {seen.isError && !error?.problem.fields?.length && <Problem error={seen.error} onRetry={() => void seen.refetch()} />}
      {codes.length === 0 && <p className="t-quiet">{words.noCodes}</p>}
      {preview && <Tiers words={preview.words} tiers={tiers} set={setTiers} />}
      {preview && preview.unclaimed.length > 0 && <WhoseList key={lists.length} product={product} unclaimed={preview.unclaimed} add={(links) => setLists([...lists.filter(({ planId }) => !links.some((one) => one.planId === planId)), ...links])} />}
      {codes.length > 0 && !seen.isError && <PlanByPlan plans={preview?.plans} />}
      {preview && changes > 0 && <Starts preview={preview} />}
    </Panel>
  );
}

type TiersProps = { readonly words: PublishedPreview['words']; readonly tiers: Readonly<Record<string, number>>; readonly set: (tiers: Readonly<Record<string, number>>) => void };

/** Which of our six tiers a published word is; a figure is itself. */
function Tiers({ words: found, tiers, set }: TiersProps) {
  const named = found.filter(({ word }) => !/^[1-6]$/.test(word));
  if (named.length === 0) return null;
  return (
    <PanelSection title={words.tiers}>
      <div className={css.pair}>
        {named.map(({ word, lists }) => (
          <NativeSelect key={word} label={words.tier(word, lists)} data={[{ value: '', label: words.noTier }, '1', '2', '3', '4', '5', '6']} value={String(tiers[word] ?? '')}
            onChange={(event) => { const { [word]: _, ...rest } = tiers; set(event.currentTarget.value ? { ...rest, [word]: Number(event.currentTarget.value) } : rest); }} />
        ))}
      </div>
    </PanelSection>
  );
}

type WhoseProps = { readonly product: Product; readonly unclaimed: PublishedPreview['unclaimed']; readonly add: (links: readonly ListLink[]) => void };

/** Whose formulary a list is, where its number does not say so. */
function WhoseList({ product, unclaimed, add }: WhoseProps) {
  const plans = useQuery(positionsQuery({ productId: product.productId }));
  const [at, setAt] = useState<string | null>(null);
  const [planIds, setPlans] = useState<readonly string[]>([]);
  const list = unclaimed[Number(at ?? -1)];
  return (
    <PanelSection title={words.lists}>
      <p className="t-quiet">{words.listsNote(unclaimed.length)}</p>
      <div className={css.field}>
        <Select label={words.list} data={unclaimed.map((one, place) => ({ value: String(place), label: `${words.names[one.list] ?? one.list} ${one.listKey}` }))} limit={50} value={at} onChange={setAt} searchable />
        <MultiSelect label={words.plans} data={plans.data?.rows.map((plan) => ({ value: String(plan.planId), label: `${plan.planName}, ${plan.payerName}` })) ?? []} limit={50} value={[...planIds]} onChange={setPlans} searchable hidePickedOptions />
        <div><Button variant="outline" disabled={!list || planIds.length === 0} onClick={() => { if (list) add(planIds.map((planId) => ({ planId: Number(planId), list: list.list as ListLink['list'], listKey: list.listKey }))); }}>{words.add}</Button></div>
      </div>
    </PanelSection>
  );
}

/** What saving starts, event by event, from the true population. */
function Starts({ preview }: { readonly preview: PublishedPreview }) {
  const { events, plans } = preview;
  const payerOf = (payerId: number): string => plans.find((plan) => plan.payerId === payerId)?.payerName ?? '';
  return (
    <section className={css.starts} aria-label={words.starts(events.length)}>
      <div className={css.head}><h3>{events.length ? words.starts(events.length) : words.silent}</h3></div>
      {events.slice(0, SHOWN_EVENTS).map((event) => <EventStarts key={JSON.stringify(event.data)} payerId={event.payerId} event={{ eventType: event.type, data: event.data, changes: [], unchanged: [] }} title={words.eventOf(payerOf(event.payerId), (event.data['planIds'] as readonly number[]).length)} />)}
      {events.length > SHOWN_EVENTS && <p className="t-quiet">{words.further(events.length - SHOWN_EVENTS)}</p>}
    </section>
  );
}
