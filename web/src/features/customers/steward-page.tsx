import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { CustomersTabs } from './customers-tabs.tsx';
import { messages } from './messages.ts';
import { judge, pairsQuery } from './steward-desk.ts';
import css from './steward.module.css';
import { StewardMerges } from './steward-merges.tsx';
import { stewardWords as words } from './steward-messages.ts';
import { StewardPair } from './steward-pair.tsx';
import { StewardPrecision } from './steward-precision.tsx';
import { StewardQueue } from './steward-queue.tsx';
import { useStewardDesk } from './use-steward-desk.ts';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.ensureQueryData(pairsQuery(search['view'] === 'later' ? 'later' : 'open', 50));

/** The steward's desk: pairs that may be one party, decided by keyboard, with exact undo. */
export default function StewardPage() {
  const desk = useStewardDesk();
  const open = desk.waiting?.open ?? 0;
  return (
    <Page title={open === 0 ? words.none : words.title(open)} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.customers() }, { label: words.tab }]}>
      <CustomersTabs at="steward" />
      <StewardPrecision />
      <div className={css.desk}>
        <StewardQueue desk={desk} />
        {desk.current ? <StewardPair pair={desk.current} desk={desk} /> : desk.isGone ? <Notice title={words.gone}>{words.choose}</Notice> : desk.pairs?.length === 0 ? null : <Sheet><p className="t-quiet">{words.choose}</p></Sheet>}
      </div>
      <StewardMerges />
      {desk.bulk && (
        <ReasonDialog topic="customers.pair" onClose={() => desk.setBulk(false)} save={async (reason) => desk.settle('same', await judge(desk.selected, 'same', reason))}
          words={{ ...words.bulk, title: words.bulk.title(desk.selected.length) }} />
      )}
    </Page>
  );
}
