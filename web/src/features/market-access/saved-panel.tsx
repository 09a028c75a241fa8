import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useNow } from '../../ui/clock-chip.tsx';
import { useState } from 'react';
import { cascadesOfQuery } from './market-access.ts';
import { messages } from './messages.ts';

const words = messages.saved;
const ASK_MS = 1_000;
const PATIENCE_MS = 30_000; // a play starts within a second; after half a minute none followed

/** What a save did, and the way to what it started, as soon as it has started. */
export function SavedPanel({ eventId, positions, closeTo, againTo }: { readonly eventId: number | null; readonly positions: number; readonly closeTo: string; readonly againTo: string }) {
  const { go } = useNavigation();
  return (
    <Panel title={words.title} closeTo={closeTo} foot={<><Button variant="filled" onClick={() => go(closeTo)}>{words.done}</Button><Button variant="subtle" onClick={() => go(againTo)}>{words.another}</Button></>}>
      <p>{words.line(positions)}</p>
      {eventId === null ? <p>{words.none}</p> : <Cascades eventId={eventId} />}
    </Panel>
  );
}

function Cascades({ eventId }: { readonly eventId: number }) {
  const [begun] = useState(() => Date.now());
  const now = useNow();
  const found = useQuery({ ...cascadesOfQuery(eventId), refetchInterval: (query) => ((query.state.data?.rows.length ?? 0) > 0 || Date.now() - begun > PATIENCE_MS ? false : ASK_MS) });
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data?.rows.length) return <p role="status">{now - begun > PATIENCE_MS ? words.noCascade : words.looking}</p>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {found.data.rows.map((cascade) => <li key={cascade.cascadeId}><Link href={paths.cascade({ cascadeId: String(cascade.cascadeId) })}>{words.open}</Link>: {words.cascade(cascade.name, cascade.audience)}</li>)}
    </ul>
  );
}
