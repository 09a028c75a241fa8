import { CustomerLink } from '../../app/customer-link.tsx';
import { paths } from '../../app/paths.ts';
import type { ChartOption } from '../../ui/chart/canvas.tsx';
import { Chart } from '../../ui/chart/chart.tsx';
import { barsByFunction } from '../../ui/chart/options.ts';
import type { ChartTokens } from '../../ui/chart/tokens.ts';
import { formatDate, formatNumber, formatShare, formatShort } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { PlainTable } from '../../ui/show-as-table.tsx';
import { Definition } from './definition.tsx';
import css from './insight.module.css';
import { functionOf, REACHING, type Engagement } from './insight.ts';
import { messages } from './messages.ts';

const words = messages.reach;
type Week = Engagement['weeks'][number];

const numberOf = (week: Week): string => week.week.slice(-2).replace(/^0/, '');
const labelOf = (week: Week): string => (week.complete ? numberOf(week) : words.now);

/** The weeks in numbers, as *Show as table* and the export give them. */
const reachTable = (weeks: readonly Week[]): PlainTable => ({
  caption: words.title, head: [...words.head, ...REACHING.map((name) => words.functions[name])], numeric: [2, 3, 4, 5, 6, 7, 8],
  rows: weeks.map((week) => ({ cells: [week.complete ? week.week : `${week.week} ${words.soFar}`, formatDate(week.from), week.any, week.touches, ...REACHING.map((name) => week.byFunction[name])] })),
});

/** The event to write above its bar: the newest cascade, else the largest decision of a payer. */
function noteOf({ weeks, latest, marks }: Engagement): { at: string; text: string } | undefined {
  const at = (name: string) => weeks.find((week) => week.week === name);
  const [own, decided] = [latest ? at(latest.week) : undefined, [...marks].sort((a, b) => b.lives - a.lives)[0]];
  if (latest && own) return { at: labelOf(own), text: latest.touched > 0 ? `${latest.name}: ${words.of(formatNumber(latest.touched), formatNumber(latest.chosen))}` : latest.name };
  const week = decided ? at(decided.week) : undefined;
  return decided && week ? { at: labelOf(week), text: `${decided.payerName}: ${(words.changes[decided.change] ?? decided.change).toLowerCase()}` } : undefined;
}

function Marks({ marks }: { readonly marks: Engagement['marks'] }) {
  if (marks.length === 0) return <p>{words.noMarks}</p>;
  return (
    <div>
      <p><b>{words.marks}</b></p>
      <ul>
        {marks.slice(0, 4).map((mark) => (
          <li key={`${mark.day} ${mark.payerId} ${mark.change}`}>
            <time dateTime={mark.day}>{formatDate(mark.day, 'short')}</time>
            <CustomerLink of={mark.payerId}>{mark.payerName}</CustomerLink>: {(words.changes[mark.change] ?? mark.change).toLowerCase()}, {words.mark(words.plans(mark.plans), formatShort(mark.lives))}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Side({ data, product }: { readonly data: Engagement; readonly product: string | undefined }) {
  const full = data.weeks.findLast((week) => week.complete && week.any > 0);
  const [name, customers] = full ? Object.entries(full.byFunction).sort((a, b) => b[1] - a[1])[0] ?? [] : [];
  return (
    <div className={css.side}>
      {full && <p><Link href={paths.insightMembers({ of: 'reached', week: full.from, product })}>{words.lastFull(formatNumber(full.any), numberOf(full))}</Link></p>}
      {full && name && customers !== undefined && <p><b>{words.functions[name as keyof typeof words.functions]}</b> {words.carries(formatShare(customers / full.any, 0))}.</p>}
      <Marks marks={data.marks} />
    </div>
  );
}

/** The note stands above the tallest bar, for it is wider than its own. */
function withNoteAbove(option: ChartOption, coord: readonly [number, number]): ChartOption {
  const series = option.series as readonly { readonly markPoint?: { readonly data?: unknown } }[];
  return { ...option, series: series.map((one) => (one.markPoint ? { ...one, markPoint: { ...one.markPoint, data: [{ coord: [...coord] }] } } : one)) as ChartOption['series'] };
}

/** Reach by function and week, events marked, with the same as a table. */
export function ReachSheet({ data, product }: { readonly data: Engagement; readonly product: string | undefined }) {
  const shown = REACHING.filter((name) => data.weeks.some((week) => week.byFunction[name] > 0));
  const note = noteOf(data);
  const bars = barsByFunction({
    categories: data.weeks.map(labelOf), series: shown.map((name) => ({ function: functionOf(name), values: data.weeks.map((week) => week.byFunction[name]) })), ...(note ? { note } : {}),
  });
  const tallest = Math.max(...data.weeks.map((week) => shown.reduce((sum, name) => sum + week.byFunction[name], 0)));
  const option = (tokens: ChartTokens) => (note ? withNoteAbove(bars(tokens), [data.weeks.map(labelOf).indexOf(note.at), tallest]) : bars(tokens));
  return (
    <Sheet title={words.title} aside={<span className={css.legend}>{shown.map((name) => <FunctionMark key={name} of={functionOf(name)} />)}</span>}>
      <div className={css.reach}>
        <Chart option={option} table={reachTable(data.weeks)} description={`${words.title}. ${words.description}`} height={264} />
        <Side data={data} product={product} />
      </div>
      <Definition of={words.title} text={data.definition} />
    </Sheet>
  );
}
