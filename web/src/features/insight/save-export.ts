import { csvOf, saveFile } from '../../ui/csv.ts';
import type { Awareness, Engagement, LookAlikes, Orchestration } from './insight.ts';
import { messages } from './messages.ts';

type Cell = string | number;
type Parts = { readonly product: string; readonly engagement: Engagement; readonly awareness: Awareness | undefined; readonly orchestration: Orchestration | undefined; readonly alike: LookAlikes | undefined };

const { csv: head, reach, awareness: aware, matrix, alike } = messages;
const orEmpty = (value: number | null | undefined): Cell => value ?? '';

function engagementRows({ figures, weeks, definition }: Engagement): Cell[][] {
  return [
    ...figures.map((one): Cell[] => [messages.waitingTitle, messages.figures[one.code], orEmpty(one.value), orEmpty(one.low), orEmpty(one.high), orEmpty(one.base), `${one.unit}: ${one.sentence}`, one.definition]),
    ...weeks.flatMap((week) => [[reach.title, `${week.week} any`, week.any, '', '', '', week.complete ? '' : reach.soFar, definition], ...Object.entries(week.byFunction).map(([name, count]): Cell[] => [reach.title, `${week.week} ${name}`, count, '', '', week.any, '', definition])]),
  ];
}

const awarenessRows = (data: Awareness): Cell[][] => data.rows.map((row) => [aware.title, aware.channels[row.channel] ?? row.channel, orEmpty(row.now.value), row.now.low, row.now.high, row.now.of, row.before?.value == null ? '' : `12 weeks ago ${row.before.value}`, row.channel === 'none' ? data.noTouchDefinition : data.definition]);
const matrixRows = (data: Orchestration): Cell[][] => [
  ...data.together.map((cell): Cell[] => [matrix.title, `${cell.of} > ${cell.with}`, orEmpty(cell.share.value), cell.share.low, cell.share.high, cell.share.of, '', data.togetherDefinition]),
  ...data.activity.flatMap((row) => Object.entries(row.counts).map(([kind, count]): Cell[] => [messages.activity.title, `${row.function}, ${row.role}, ${kind}`, count, '', '', '', '', data.activityDefinition])),
];
const alikeRows = (data: LookAlikes): Cell[][] => data.rows.map((row) => [data.account ? alike.title(data.account.name) : alike.pageWaiting, row.name, row.likeness, '', '', row.wouldReach, [...row.nearest, ...row.farthest].map((reason) => reason.sentence).join('; '), `${data.definition} ${data.reachDefinition}`]);

/** All blocks of the dashboard in one file, each row with its definition. */
export function saveExport({ product, engagement, awareness, orchestration, alike: accounts }: Parts): void {
  const rows = [...engagementRows(engagement), ...(awareness ? awarenessRows(awareness) : []), ...(orchestration ? matrixRows(orchestration) : []), ...(accounts ? alikeRows(accounts) : [])];
  const day = (engagement.asOf ?? '').slice(0, 10);
  saveFile(`tutti-insight-${product.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${day}.csv`, csvOf([head.block, head.item, head.value, head.low, head.high, head.base, head.note, head.definition], rows));
}
