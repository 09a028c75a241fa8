import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** What the server tells on /api/live: something of a topic changed that this reader may see. A topic is a word, a word.thing, or a business event. */
type LiveMessage = { readonly topic: string };
export type LiveState = { readonly state: 'connecting' | 'live' | 'lost'; readonly since: number };

const GATHER_MS = 250; // a cascade tells many things at once; one refetch serves them all
const LONGEST_WAIT_MS = 30_000;

// Business events are named for what happened; the pages that show it are named for the word that keeps it.
const WORD_OF_EVENT: Readonly<Record<string, readonly string[]>> = {
  formulary: ['market_access'], cascade: ['orchestration'], message: ['channels', 'interactions'], case: ['work', 'contact_centre'], hand_over: ['work', 'medical'], inquiry: ['medical'],
  referral: ['work', 'field'], visit: ['field', 'interactions'], task: ['work', 'field'],
};

const wordOf = (name: string): string => (name.split('.')[0] ?? name).replaceAll('-', '_');

/** The words whose pages a message makes stale. */
const wordsOf = (topic: string): readonly string[] => [wordOf(topic), ...(WORD_OF_EVENT[wordOf(topic)] ?? [])];

let current: LiveState = { state: 'connecting', since: Date.now() };
const watchers = new Set<() => void>();
const listeners = new Set<(message: LiveMessage) => void>();

function setState(state: LiveState['state']): void {
  if (current.state === state) return;
  current = { state, since: Date.now() };
  for (const tell of watchers) tell();
}

const watch = (tell: () => void): (() => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

/** Whether the page is live, and since when. */
export const useLive = (): LiveState => useSyncExternalStore(watch, () => current);

/** Hears when the page stops being live: for want of a network, or because the session is over. */
export const onLost = (listener: () => void): (() => void) => watch(() => { if (current.state === 'lost') listener(); });

/** Hears every live message; for a page that counts "3 new" instead of moving rows under the hand. */
export function onLive(listener: (message: LiveMessage) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function parse(data: string): LiveMessage | undefined {
  try {
    const message = JSON.parse(data) as LiveMessage;
    return typeof message.topic === 'string' ? message : undefined;
  } catch {
    return undefined; // a comment or a later kind of message: not ours
  }
}

/** Keeps one connection to /api/live, with waits that grow; makes stale what changed. Returns the way to end it. */
export function connectLive(queryClient: QueryClient, url = '/api/live'): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let gather: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let wasLost = false;
  const words = new Set<string>();

  const flush = () => {
    gather = undefined;
    const stale = new Set(words);
    words.clear();
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => stale.has(wordOf(String(queryKey[0]))) });
  };
  const hear = (event: MessageEvent<string>) => {
    const message = parse(event.data);
    if (!message) return;
    for (const listener of listeners) listener(message);
    for (const word of wordsOf(message.topic)) words.add(word);
    gather ??= setTimeout(flush, GATHER_MS);
  };
  const open = () => {
    source = new EventSource(url);
    source.onopen = () => {
      failures = 0;
      setState('live');
      if (wasLost) void queryClient.invalidateQueries(); // what happened meanwhile was not heard
      wasLost = false;
    };
    source.onmessage = hear;
    source.onerror = lose;
  };
  const lose = () => {
    clearTimeout(retry);
    source?.close();
    wasLost = wasLost || current.state === 'live';
    setState('lost');
    const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** failures) * (0.75 + Math.random() / 2); // spread: all clients lose the server at once
    failures += 1;
    retry = setTimeout(open, wait);
  };
  const back = () => {
    clearTimeout(retry);
    source?.close();
    failures = 0;
    open();
  };
  window.addEventListener('offline', lose); // an open stream may not notice for minutes that the network is gone
  window.addEventListener('online', back);
  open();
  return () => {
    window.removeEventListener('offline', lose);
    window.removeEventListener('online', back);
    source?.close();
    clearTimeout(retry);
    clearTimeout(gather);
    setState('connecting');
  };
}
