import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { useDeed } from './access.ts';
import css from './administration.module.css';
import { TOPIC } from './territories.ts';
import { territoryMessages as words } from './territory-messages.ts';

const REJECTS_SHOWN = 20; // enough to mend a file by
type Line = { readonly number: string; readonly territory: string; readonly reason: string; readonly kind: 'include' };

/** Lines of a file as they were pasted: number, code of the territory, why. */
const linesOf = (text: string): Line[] => text.split('\n').map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replaceAll(/^"|"$/g, ''))).filter(([number]) => number && !/^(number|npi|customer)$/i.test(number))
  .map(([number = '', territory = '', reason = '']) => ({ number, territory, reason: reason.length >= 3 ? reason : words.defaultReason, kind: 'include' }));

/** Takes single customers into a draft from a file that is pasted; lines that cannot be read are told. */
export function ImportLines({ alignmentId }: { readonly alignmentId: number }) {
  const [text, setText] = useState('');
  const lines = linesOf(text);
  const take = useDeed([TOPIC], () => post('/api/access/alignments/{alignmentId}/lines', { path: { alignmentId }, body: { lines } }), ({ loaded, rejected }) => {
    toast(words.imported(loaded, rejected.length));
    if (rejected.length === 0) setText('');
  });
  const rejected = take.data?.rejected ?? [];
  return (
    <Sheet title={words.importTitle} foot={<Button size="xs" disabled={lines.length === 0} loading={take.isPending} onClick={() => take.mutate(undefined)}>{words.importSave}</Button>}>
      <div className={css.stack}>
        <Textarea label={words.importHint} description={words.importLead} autosize minRows={2} maxRows={10} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        {take.isError && <Problem error={take.error} kept />}
        {rejected.length > 0 && <ul className={css.plain}>{rejected.slice(0, REJECTS_SHOWN).map((one) => <li key={`${one.line}${one.field}`}>{words.rejectedLine(one.line, one.message)}</li>)}</ul>}
      </div>
    </Sheet>
  );
}
