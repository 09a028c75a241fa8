import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Notice } from '../../ui/refusal.tsx';
import css from './content.module.css';
import type { Preview } from './content.ts';
import { messages } from './messages.ts';

const words = messages.page;

/** How a version reads. The frame may run nothing and reach nothing: what is in review is not trusted yet. */
export function PreviewOf({ preview, name }: { readonly preview: Preview; readonly name: string }) {
  const [view, setView] = useState<'layout' | 'plain'>('layout');
  if (preview.fault) return <Notice title={words.cannot}>{preview.fault}</Notice>;
  const layout = preview.html !== null && view === 'layout';
  return (
    <div>
      {preview.subject && <p className={css.subject}><span className="t-quiet">{words.subject}: </span><b>{preview.subject}</b></p>}
      {preview.html !== null && (
        <div className={css.views}>
          <SegmentedControl size="xs" aria-label={words.preview} value={view} onChange={(value) => setView(value as 'layout' | 'plain')} data={[{ value: 'layout', label: words.layout }, { value: 'plain', label: words.plain }]} />
          <span className="t-quiet">{words.previewNote}</span>
        </div>
      )}
      {layout ? <iframe sandbox="" title={`${words.preview}: ${name}`} srcDoc={preview.html ?? ''} className={css.frame} /> : <p className={css.plain}>{preview.text}</p>}
    </div>
  );
}
