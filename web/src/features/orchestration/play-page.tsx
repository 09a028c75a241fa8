import { Button, TextInput } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { NotFound } from '../../app/not-found.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useParam } from '../../app/url-state.ts';
import { formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { messages } from './messages.ts';
import css from './orchestration.module.css';
import { PlayEditor } from './play-editor.tsx';
import { PlaySentence } from './play-sentence.tsx';
import { readPlay, type TextFault } from './play-text.ts';
import editorCss from './play.module.css';
import { playsQuery, useSavePlay, type Play } from './plays.ts';
import { PlayState } from './plays-page.tsx';
import { VerbButton } from './verb-button.tsx';

const words = messages.play;
export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(playsQuery());
const hrefOf = (row: Play): string => paths.play({ playId: String(row.playId) });

/** One version of a play, as a sentence beside its text; saving makes the next version. */
export default function PlayPage() {
  const { data: plays } = useSuspenseQuery(playsQuery());
  const id = useParam('playId');
  const play = plays.find((one) => String(one.playId) === id);
  if (!play) return <NotFound />;
  const versions = plays.filter((one) => one.code === play.code);
  return (
    <Page title={words.oneTitle(play.name, messages.events[play.onEvent]?.toLowerCase() ?? play.onEvent)} subtitle={<><PlayState state={play.state} /> {words.savedBy({ version: play.version, when: formatWhen(play.createdAt), by: play.createdByName, cascades: play.cascades })}</>}
      place={[{ label: messages.place, href: paths.orchestration() }, { label: messages.plays, href: paths.plays() }, { label: `${play.name}, v${play.version}` }]}>
      <PlayDesk key={play.playId} play={play} versions={versions} />
    </Page>
  );
}

const versionColumns: readonly Column<Play>[] = [
  { id: 'version', head: words.columns.version, cell: (row) => <Link plain className={css.link} href={hrefOf(row)}><b>{`v${row.version}`}</b></Link> },
  { id: 'state', head: words.columns.state, narrow: 'end', cell: (row) => <PlayState state={row.state} /> },
  { id: 'saved', head: words.columns.saved, cell: (row) => <time dateTime={row.createdAt} title={formatInstant(row.createdAt)}>{formatWhen(row.createdAt)}</time> },
  { id: 'by', head: words.columns.by, cell: (row) => row.createdByName ?? '' },
  { id: 'cascades', head: words.columns.cascades, end: true, narrow: 'hide', cell: (row) => formatNumber(row.cascades) },
];

function PlayDesk({ play, versions }: { readonly play: Play; readonly versions: readonly Play[] }) {
  const next = Math.max(...versions.map((one) => one.version)) + 1;
  const [text, setText] = useState(play.text);
  const [reason, setReason] = useState('');
  const may = useMay('orchestration:author');
  const save = useSavePlay();
  const { go } = useNavigation();
  const read = useMemo(() => readPlay(text), [text]);
  const faults = [...read.faults, ...serverFaults(save.error, read.lineOf, text === save.variables?.text)];
  const reasonFault = save.error instanceof ProblemError ? save.error.fieldMessage('reason') : undefined;
  const dirty = text !== play.text;
  const run = () => save.mutate({ text, reason }, { onSuccess: ({ playId, version }) => { toast(words.saved(version)); go(paths.play({ playId: String(playId) })); } });
  useKeys(may && dirty ? [{ keys: 'Ctrl Enter', label: words.save(next), run, everywhere: true }] : []);
  return (
    <Columns widths="minmax(0, 5fr) minmax(0, 6fr)">
      <div className={editorCss.column}>
        <Sheet title={words.inWords}>{read.draft ? <PlaySentence draft={read.draft} faults={faults} /> : <p className="t-quiet">{words.unreadable}</p>}</Sheet>
        <DataTable<Play> label={words.versions} title={words.versions} columns={versionColumns} rows={versions} rowId={(row) => String(row.playId)} rowName={(row) => `v${row.version}`} hrefOf={hrefOf} currentId={String(play.playId)} empty={words.empty} />
      </div>
      <Sheet title={words.asText} aside={words.same}>
        {save.error && faults.length === 0 && !reasonFault && <Problem error={save.error} title={words.notSaved} kept />}
        <PlayEditor text={text} onChange={setText} faults={faults} readOnly={!may} />
        <div className={editorCss.save}>
          {may && <TextInput label={words.reason} description={words.reasonHint} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={reasonFault} required />}
          <div className={editorCss.saveFoot}>
            <VerbButton variant="filled" onClick={run} loading={save.isPending} refusedBecause={may ? (dirty || play.state !== 'live' ? undefined : words.unchanged) : words.mayNot}>{words.save(next)}</VerbButton>
            {dirty && <Button variant="subtle" onClick={() => { setText(play.text); save.reset(); }}>{words.back}</Button>}
          </div>
        </div>
      </Sheet>
    </Columns>
  );
}

/** What the server found wrong, at its line; it holds for the text that was sent alone. */
function serverFaults(error: unknown, lineOf: (field: string) => number | undefined, current: boolean): readonly TextFault[] {
  if (!current || !(error instanceof ProblemError)) return [];
  return (error.problem.fields ?? []).filter(({ field }) => field !== 'reason').map(({ field, message }) => ({ field, message, line: lineOf(field) }));
}
