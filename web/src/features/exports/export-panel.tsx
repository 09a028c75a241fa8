import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatInstant, formatNumber } from '../../ui/format.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './exports.module.css';
import { downloadHref, useExports, type Export } from './exports.ts';
import { messages } from './messages.ts';

const words = messages.panel;

/** What an export holds, table by table, and what may be done with it. */
export function ExportPanel({ of, closeTo }: { readonly of: Export | undefined; readonly closeTo: string }) {
  const [removing, setRemoving] = useState(false);
  if (!of) return <Panel toRead title={words.above} closeTo={closeTo}><PanelSection>{words.gone}</PanelSection></Panel>;
  return (
    <Panel wide toRead title={formatInstant(of.askedAt)} above={words.above} subtitle={of.askedByName ?? messages.system} closeTo={closeTo}
      foot={<>{of.state === 'done' && <Button variant="filled" component="a" href={downloadHref(of.exportId)} download>{words.download}</Button>}{of.state !== 'running' && <Button onClick={() => setRemoving(true)}>{words.remove}</Button>}</>}>
      {of.state === 'failed' && <PanelSection><p><StateChip state="harm">{messages.states.failed}</StateChip></p><p>{messages.failed}</p></PanelSection>}
      <PanelSection title={words.tables(of.tables.length)}>
        {of.finishedAt && <p className="t-quiet">{words.finished} {formatInstant(of.finishedAt)}</p>}
        <ul className={css.tables}>{of.tables.map((one) => <li key={one.table}><b>{one.table}</b><span>{formatNumber(one.rows)}</span><code title={`${words.digest} ${one.sha256}`}>{one.sha256.slice(0, 12)}</code></li>)}</ul>
      </PanelSection>
      {of.withheld.length > 0 && <PanelSection title={words.withheld}><p className="t-quiet">{words.withheldNote}</p><p className={css.withheld}>{of.withheld.join(', ')}</p></PanelSection>}
      {removing && <RemoveDialog exportId={of.exportId} closeTo={closeTo} onClose={() => setRemoving(false)} />}
    </Panel>
  );
}

function RemoveDialog({ exportId, closeTo, onClose }: { readonly exportId: string; readonly closeTo: string; readonly onClose: () => void }) {
  const { remove } = useExports();
  const { go } = useNavigation();
  const done = () => {
    toast(words.removed);
    go(closeTo);
  };
  return (
    <Dialog title={messages.removeDialog.title} onClose={onClose} foot={<><Button onClick={onClose}>{messages.removeDialog.keep}</Button><Button variant="filled" loading={remove.isPending} onClick={() => remove.mutate(exportId, { onSuccess: done })}>{messages.removeDialog.remove}</Button></>}>
      <p>{messages.removeDialog.lead}</p>
      {remove.error && <Problem error={remove.error} />}
    </Dialog>
  );
}
