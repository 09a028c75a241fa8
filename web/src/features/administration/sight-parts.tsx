import type { ReactNode } from 'react';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import type { Explanation } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';
import { territoryMessages } from './territory-messages.ts';

const words = messages.why;
type Part = { readonly found: Explanation; readonly self: boolean };
type Step = Explanation['steps'][number];
type Source = Explanation['sources'][number];
type Remedy = Explanation['remedies'][number];

/** Whose work it is about: the reader's, or somebody's by name. */
const whoseOf = ({ found, self }: Part): string => (self ? words.your : words.theirs(found.person.name));

function stepInWords({ kind, holds, words: rows, until }: Step, part: Part): string {
  const { found } = part;
  if (kind === 'account') return words.steps.account(holds);
  if (kind === 'permission') return words.steps.permission(holds, found.person.roleName);
  if (kind === 'known') return words.steps.known(holds);
  if (kind === 'patient') return words.steps.patient();
  if (kind === 'rows') return words.steps.rows(holds, rows);
  return kind === 'member' ? words.steps.member(holds, whoseOf(part)) : words.steps.break_glass(holds, until);
}

/** The verdict, and what decides in the order in which it binds. */
export function Chain(part: Part) {
  const { found } = part;
  return (
    <Sheet title={words.chain} aside={<StateChip state={found.sees ? 'allowed' : 'refused'}>{found.sees ? words.yes(found.at) : words.no(found.at)}</StateChip>}>
      <ol className={css.chain}>
        {found.steps.map((step) => <li key={step.kind}><StateChip state={step.holds ? 'allowed' : 'refused'}>{step.holds ? 'Yes' : 'No'}</StateChip><span>{stepInWords(step, part)}</span></li>)}
      </ol>
    </Sheet>
  );
}

function sourceInWords({ kind, label, since, count }: Source): string {
  if (kind === 'territory') return words.source.territory(label, since);
  if (kind === 'owner') return words.source.owner(label);
  if (kind === 'visit') return words.source.visit(label, since, count);
  if (kind === 'organisation') return words.source.organisation(label, count);
  return kind === 'payer' ? words.source.payer(label, count) : words.source.other(label);
}

export const Sources = ({ found }: Pick<Part, 'found'>) => (
  <Sheet title={words.sources}><ul className={css.plain}>{found.sources.map((source) => <li key={`${source.kind}${source.label}`}>{sourceInWords(source)}{source.record && <> <span className="t-mono t-quiet">{source.record}</span></>}</li>)}</ul></Sheet>
);

const rolesOf = (roles: readonly string[]): string => roles.map((role, at) => (at === 0 ? (messages.roles[role] ?? role) : (messages.roles[role] ?? role).toLowerCase())).join(' or ');
const remedyInWords = ({ kind, roles }: Remedy, whose: string): string => (kind === 'assign' ? words.remedy.assign(rolesOf(roles), whose) : words.remedy[kind]);

/** What is missing, and who could grant it. */
export const Remedies = ({ found, self, action }: Part & { readonly action?: ReactNode }) => (
  <Sheet title={words.remedies} {...(action ? { foot: action } : {})}>
    <ul className={css.plain}>
      {found.remedies.map((remedy) => <li key={remedy.kind}>{remedyInWords(remedy, whoseOf({ found, self }))}</li>)}
      {found.person.managerName && found.remedies.some(({ kind }) => kind === 'assign') && <li>{words.manager(found.person.managerName, whoseOf({ found, self }))}</li>}
    </ul>
  </Sheet>
);

export const Holders = ({ found }: Pick<Part, 'found'>) => (
  <Sheet title={words.holders}>{found.holders.length === 0 && <p>{words.noHolder}</p>}<ul className={css.plain}>{found.holders.map((holder) => <li key={`${holder.kind}${holder.label}`}>{holder.kind === 'territory' ? words.holderTerritory(holder.name, holder.label) : words.holderOwner(holder.name, holder.label)}</li>)}</ul></Sheet>
);

type Lies = Explanation['territories'][number];
const lies = territoryMessages.why;
const liesInWords = (one: Lies): string => (one.territoryName === null ? lies.nowhere(one.salesForceName) : [lies.lies(one.salesForceName, one.territoryName, one.people.filter(({ role }) => role !== 'manager').map(({ name }) => name).join(', ')),
  ...(one.because === null ? [] : [one.how === 'include' ? lies.include(one.because) : lies.rule(one.because)]), ...(one.tiedWith.length > 0 ? [territoryMessages.tied(one.tiedWith)] : [])].join(', '));

/** In which territory of each sales force the customer lies, by which rule, and what keeps her out of others. */
export const Territories = ({ found }: Pick<Part, 'found'>) => (
  <Sheet title={lies.title}>
    <ul className={css.plain}>
      {found.territories.map((one) => <li key={one.salesForceId}>{liesInWords(one)}. {one.excluded.map((out) => `${lies.excluded(out.territoryName, out.reason, out.since)}.`).join(' ')}</li>)}
    </ul>
  </Sheet>
);

type Row = Explanation['records'][number];
const COLUMNS: readonly Column<Row>[] = [
  { id: 'table', head: words.record, width: '38%', narrow: 'title', cell: (row) => <span className="t-mono">{row.table}</span> },
  { id: 'rows', head: words.rows, narrow: 'note', cell: (row) => row.rows ?? <span className="t-quiet">{words.notRead}</span> },
];

/** What of a customer the role reads, kind of record by kind of record. */
export const Records = ({ found }: Pick<Part, 'found'>) => (
  <DataTable label={words.records} title={words.records} aside={found.person.roleName} columns={COLUMNS} rows={found.records} rowId={(row) => row.table} rowName={(row) => row.table} empty={words.notRead} />
);
