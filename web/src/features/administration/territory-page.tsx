import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { idOf, useDeed } from './access.ts';
import css from './administration.module.css';
import { CustomersThere } from './customers-there.tsx';
import { DraftNotice, useDraft } from './draft-notice.tsx';
import { messages } from './messages.ts';
import { RuleForm } from './rule-form.tsx';
import { alignmentsQuery, exceptionsQuery, TOPIC, territoryQuery, type Exception, type Territory } from './territories.ts';
import { ExceptionForm, PersonThereForm, TerritoryForm } from './territory-forms.tsx';
import { territoryMessages as words } from './territory-messages.ts';

const { heads } = words;
type Ended = { readonly ruleId?: number; readonly territoryPersonId?: number; readonly exceptionId?: number };
type Part = { readonly territory: Territory; readonly draftId: number | undefined; readonly hrefOf: (panel: string) => string };

export const loader = ({ params, search, queryClient }: LoadArguments) => queryClient.ensureQueryData(territoryQuery(Number(params['territoryId']), idOf(search['draft'])));

/** Ends a definition in the draft, or lets it go on. */
function Fate({ draftId, fate, of, name }: { readonly draftId: number | undefined; readonly fate: Territory['ruleRows'][number]['fate']; readonly of: Ended; readonly name: string }) {
  const path = { alignmentId: draftId ?? 0 };
  const end = useDeed([TOPIC], () => post('/api/access/alignments/{alignmentId}/end', { path, body: of }));
  const keep = useDeed([TOPIC], () => post('/api/access/alignments/{alignmentId}/keep', { path, body: of }));
  return (
    <span className={css.foot}>
      {words.fates[fate] && <span className="t-quiet">{words.fates[fate]}</span>}
      {draftId !== undefined && fate === 'ends' && <Button size="xs" loading={keep.isPending} onClick={() => keep.mutate(undefined)}>{words.keepIt}<span className="t-hidden">{name}</span></Button>}
      {draftId !== undefined && (fate === 'stands' || fate === 'new') && <Button size="xs" variant="subtle" loading={end.isPending} onClick={() => end.mutate(undefined)}>{words.endIt}<span className="t-hidden">{name}</span></Button>}
      {(end.error ?? keep.error) && <Problem error={end.error ?? keep.error} />}
    </span>
  );
}

function Verb({ draftId, label, href }: { readonly draftId: number | undefined; readonly label: string; readonly href: string }) {
  const { go } = useNavigation();
  return draftId === undefined ? null : <Button size="xs" onClick={() => go(href)}>{label}</Button>;
}

function Rules({ territory, draftId, hrefOf }: Part) {
  return (
    <Sheet title={words.rules} aside={<Verb draftId={draftId} label={words.addRule} href={hrefOf('rule')} />}>
      {territory.ruleRows.length === 0 && <p>{words.noRules}</p>}
      <ul className={css.plain}>
        {territory.ruleRows.map((rule) => (
          <li key={rule.ruleId} className={css.member}>
            <span className={css.two}>{draftId !== undefined && rule.fate === 'stands' ? <Link href={hrefOf(`rule-${rule.ruleId}`)}>{rule.words}</Link> : rule.words}<span>{[words.days(rule.validFrom, rule.validTo), ...(rule.priority > 0 ? [words.priority(rule.priority)] : []), ...(rule.validFrom === null ? [] : [words.ofRule(rule.customers)])].join(', ')}</span></span>
            <Fate draftId={draftId} fate={rule.fate} of={{ ruleId: rule.ruleId }} name={rule.words} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function People({ territory, draftId, hrefOf }: Part) {
  return (
    <Sheet title={words.people} aside={<Verb draftId={draftId} label={words.addPerson} href={hrefOf('person')} />}>
      {territory.personRows.length === 0 && <p>{words.noPeople}</p>}
      <ul className={css.plain}>
        {territory.personRows.map((one) => (
          <li key={one.territoryPersonId} className={css.member}>
            <span className={css.two}><Link href={paths.people({ panel: one.userId })}>{one.name}</Link><span>{words.role[one.role]}, {words.days(one.validFrom, one.validTo)}</span></span>
            <Fate draftId={draftId} fate={one.fate} of={{ territoryPersonId: one.territoryPersonId }} name={one.name} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

const exceptionColumns = (draftId: number | undefined): readonly Column<Exception>[] => [
  { id: 'name', head: heads.customer, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}><CustomerLink plain of={row.customerId} className={css.party}>{row.name}</CustomerLink><span>{[row.specialtyName, row.city].filter(Boolean).join(', ')}</span></span> },
  { id: 'kind', head: heads.state, width: '20%', narrow: 'note', cell: (row) => words.kinds[row.kind] },
  { id: 'why', head: heads.why, width: '28%', narrow: 'hide', cell: (row) => row.reason },
  { id: 'days', head: heads.days, width: '16%', narrow: 'hide', cell: (row) => words.days(row.validFrom, row.validTo) },
  { id: 'fate', head: <span className="t-hidden">{heads.fate}</span>, width: 150, narrow: 'end', cell: (row) => <Fate draftId={draftId} fate={row.fate} of={{ exceptionId: row.exceptionId }} name={row.name} /> },
];

/** Outside of a draft: the drafts in which this territory can be changed, and the way to a new one. */
function NeedsDraft({ salesForceId, hrefOf }: { readonly salesForceId: number; readonly hrefOf: (draftId: number) => string }) {
  const drafts = useQuery(alignmentsQuery(salesForceId)).data?.rows.filter(({ state }) => state === 'draft') ?? [];
  return (
    <p className="t-quiet">
      {words.needsDraft} {drafts.map((one) => <span key={one.alignmentId}><Link href={hrefOf(one.alignmentId)}>{words.changeIn(one.name)}</Link> </span>)}
      <Link href={paths.salesTerritories({ force: salesForceId, panel: 'draft' })}>{words.prepare}</Link>
    </p>
  );
}

/** Ends a territory in which nothing is left. */
const EndTerritory = ({ territory, onClose }: { readonly territory: Territory; readonly onClose: () => void }) => (
  <ReasonDialog topic={TOPIC} onClose={onClose} words={{ title: words.endTitle(territory.name), lead: words.endLead, reason: words.reason, save: words.endTerritory, done: words.ended }}
    save={(reason) => post('/api/access/territories/{territoryId}/end', { path: { territoryId: territory.territoryId }, body: { version: territory.version, reason } })} />
);

/** One territory: rules, people, who lies in it and why, and who was named apart from the rules; changed in a draft. */
export default function TerritoryPage() {
  const territoryId = Number(useParam('territoryId'));
  const [search, , hrefWith] = useUrlState<'draft' | 'panel' | 'page' | 'named'>();
  const { named, draftId } = useDraft(idOf(search.draft));
  const [ending, setEnding] = useState(false);
  const territory = useQuery(territoryQuery(territoryId, idOf(search.draft))).data;
  const exceptions = useQuery(exceptionsQuery({ territoryId, alignmentId: draftId, cursor: search.named }));
  const { go } = useNavigation();
  if (!territory) return null;
  const closeTo = hrefWith({ panel: undefined });
  const part = { territory, draftId, hrefOf: (panel: string) => hrefWith({ panel }) };
  const inDraft = draftId === undefined ? null : { alignmentId: draftId, territoryId, closeTo };
  const rule = territory.ruleRows.find(({ ruleId }) => `rule-${ruleId}` === search.panel);
  return (
    <Page title={words.territoryTitle(territory.name, territory.customers)} subtitle={words.territorySubtitle(territory.salesForceName, territory.parentName)} ids={territory.code} place={[{ label: messages.place, href: paths.administration() }, { label: messages.tabs.territories, href: paths.salesTerritories() }, { label: territory.name }]}
      actions={territory.state === 'active' && <><Button onClick={() => setEnding(true)}>{words.endTerritory}</Button><Button onClick={() => go(part.hrefOf('change'))}>{words.change}</Button></>}>
      <AdministrationTabs at="territories" />
      {territory.state === 'ended' ? <p className="t-quiet">{words.hasEnded}</p> : named ? <DraftNotice named={named} says={words.inDraft} hrefWithout={hrefWith({ draft: undefined, panel: undefined })} /> : search.draft === undefined && <NeedsDraft salesForceId={territory.salesForceId} hrefOf={(one) => hrefWith({ draft: String(one), panel: undefined })} />}
      {territory.children.length > 0 && <Sheet title={words.parts}><ul className={css.plain}>{territory.children.map((one) => <li key={one.territoryId}><Link href={paths.territory({ territoryId: String(one.territoryId) }, { draft: search.draft })}>{one.name}</Link></li>)}</ul></Sheet>}
      <Rules {...part} />
      <People {...part} />
      <DataTable label={words.exceptions} title={words.exceptions} tall columns={exceptionColumns(draftId)} rows={exceptions.data?.rows} rowId={(row) => String(row.exceptionId)} rowName={(row) => row.name} empty={words.noExceptions} error={exceptions.error ?? undefined}
        aside={<Verb draftId={draftId} label={words.addException} href={hrefWith({ panel: 'named' })} />} nextHref={exceptions.data?.nextCursor ? hrefWith({ named: exceptions.data.nextCursor }) : undefined} firstHref={search.named ? hrefWith({ named: undefined }) : undefined} />
      <CustomersThere title={words.customersHere} query={{ territoryId, show: 'in', cursor: search.page }} hrefOfPage={(page) => hrefWith({ page })} />
      {inDraft && (search.panel === 'rule' || rule) && <RuleForm key={search.panel} {...inDraft} salesForceId={territory.salesForceId} rule={rule} />}
      {inDraft && search.panel === 'person' && <PersonThereForm {...inDraft} />}
      {search.panel === 'change' && territory.state === 'active' && <TerritoryForm key={territory.version} salesForceId={territory.salesForceId} territory={territory} closeTo={closeTo} />}
      {ending && <EndTerritory territory={territory} onClose={() => setEnding(false)} />}
      {inDraft && search.panel === 'named' && <ExceptionForm {...inDraft} />}
    </Page>
  );
}
