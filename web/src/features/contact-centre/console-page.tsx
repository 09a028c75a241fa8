import { useState } from 'react';
import type { LoadArguments } from '../../app/page-route.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import css from './console.module.css';
import { lineQuery } from './console.ts';
import { HarmCard } from './harm-card.tsx';
import { LineColumn } from './line-column.tsx';
import { messages } from './messages.ts';
import { StartCallDialog } from './start-call-dialog.tsx';
import { useFollowLine } from './use-follow.ts';
import { useLineTitle } from './use-line-title.ts';

export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(lineQuery());

/** The console before a case is chosen: who waits, and a call to start. */
export default function ConsolePage() {
  useFollowLine();
  const [starting, setStarting] = useState(false);
  const title = useLineTitle();
  return (
    <Page title={title} place={[{ label: messages.place }]}>
      <div className={css.console}>
        <div className={css.side}>
          <LineColumn at={undefined} onStart={() => setStarting(true)} />
          <HarmCard words="" flagged={false} pronoun="they" />
        </div>
        <Sheet flush><Empty>{messages.noCase}</Empty></Sheet>
      </div>
      {starting && <StartCallDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}
