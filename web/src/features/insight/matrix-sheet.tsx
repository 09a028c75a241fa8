import { useQuery } from '@tanstack/react-query';
import { Empty } from '../../ui/empty.tsx';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ShowAsTable, type PlainTable } from '../../ui/show-as-table.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Definition } from './definition.tsx';
import css from './insight.module.css';
import { functionOf, orchestrationQuery, type Orchestration, type Scope } from './insight.ts';
import { messages } from './messages.ts';

const words = messages.matrix;
const names = messages.reach.functions;
const STRONGEST = 60; // per cent of ink behind the darkest cell: its figure stays readable in both schemes
const RATHER_DARK = 0.75;

type Cell = Orchestration['together'][number];
const cellOf = (data: Orchestration, of: string, other: string): Cell | undefined => data.together.find((cell) => cell.of === of && cell.with === other);

const matrixTable = (data: Orchestration): PlainTable => ({
  caption: words.title, head: [...words.head, ...data.functions.map((name) => `${names[name]}, %`)], numeric: [1, 2, 3, 4, 5, 6],
  rows: data.functions.map((of) => ({
    cells: [names[of], data.together.find((cell) => cell.of === of)?.share.of ?? 0, ...data.functions.map((other) => { const value = cellOf(data, of, other)?.share.value; return value == null ? '' : formatNumber(value * 100, 1); })],
  })),
});

function Square({ cell }: { readonly cell: Cell | undefined }) {
  const { value = null, low = 0, high = 0, of = 0 } = cell?.share ?? {};
  if (value === null) return <td data-self>·<span className="t-hidden">{words.empty}</span></td>;
  const ink = Math.round(Math.min(1, value) * STRONGEST);
  const dark = value >= RATHER_DARK;
  return (
    <td title={words.cell({ share: formatShare(value), of: formatNumber(of), low: formatShare(low), high: formatShare(high) })}
      style={{ background: `color-mix(in srgb, var(--t-ink) ${ink}%, var(--t-sheet))`, color: dark ? 'var(--t-sheet)' : 'var(--t-ink)' }}>
      {formatNumber(value * 100)}
    </td>
  );
}

function Matrix({ data }: { readonly data: Orchestration }) {
  if (data.together.length === 0) return <Empty>{words.empty}</Empty>;
  return (
    <>
      <ShowAsTable table={matrixTable(data)}>
        <table className={css.matrix}>
          <caption className="t-hidden">{words.caption}</caption>
          <thead><tr><th scope="col"><span className="t-hidden">{words.head[0]}</span></th>{data.functions.map((name) => <th key={name} scope="col"><FunctionMark of={functionOf(name)} markOnly /></th>)}</tr></thead>
          <tbody>
            {data.functions.map((of) => (
              <tr key={of}>
                <th scope="row">{names[of]}</th>
                {data.functions.map((other) => (of === other ? <td key={other} data-self>·<span className="t-hidden">{words.itself}</span></td> : <Square key={other} cell={cellOf(data, of, other)} />))}
              </tr>
            ))}
          </tbody>
        </table>
      </ShowAsTable>
      <Definition of={words.title} text={data.togetherDefinition} />
    </>
  );
}

/** Of the customers one function touched, the share another touched as well. */
export function MatrixSheet({ scope }: { readonly scope: Scope }) {
  const { data, error, isError, refetch } = useQuery(orchestrationQuery(scope));
  return (
    <Sheet title={words.title} aside={words.aside}>
      {isError ? <Problem error={error} onRetry={() => void refetch()} /> : data ? <Matrix data={data} /> : <Skeleton lines={6} what={messages.waiting} />}
    </Sheet>
  );
}
