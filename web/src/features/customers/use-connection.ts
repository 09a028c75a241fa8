import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post, type Answer } from '../../api/call.ts';
import { useUrlState } from '../../app/url-state.ts';
import { uploadFile } from './import-file.ts';
import type { Import } from './use-import.ts';

type Plan = Answer<'/api/customers/connections/plan', 'post'>;
export type PlanStep = Plan['steps'][number];

const idsOf = (text: string | undefined): number[] => (text ?? '').split(',').map(Number).filter((one) => Number.isInteger(one) && one > 0);

const planQuery = (fileIds: readonly number[], system: string | undefined) => queryOptions({
  queryKey: ['customers.file', 'plan', fileIds.join(','), system ?? ''], retry: false, staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => post('/api/customers/connections/plan', { body: { fileIds: [...fileIds], ...(system ? { system } : {}) } as never, signal }),
});

/** Several exports of another CRM, from the choice of the files to their loads: the files lie at the server, their numbers stand in the URL. */
export function useConnection(current: Import) {
  const client = useQueryClient();
  const [url, setUrl] = useUrlState<'set' | 'system' | 'market' | 'runs' | 'file' | 'run' | 'sheet'>();
  const single = current.file && (current.file.recognised?.includes(':') || (current.file.container === 'delimited' && current.file.sheets.length > 1)) ? [current.file.fileId] : [];
  const fileIds = url.set ? idsOf(url.set) : single;
  const plan = useQuery({ ...planQuery(fileIds, url.system), enabled: fileIds.length > 0 });
  const [sent, setSent] = useState<{ done: number; all: number }>();
  const sending = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const ids: number[] = [];
      for (const file of files) {
        setSent({ done: ids.length, all: files.length });
        ids.push((await uploadFile(file, { progress: () => undefined, signal: new AbortController().signal })).fileId);
      }
      return ids;
    },
    onSuccess: (ids) => setUrl({ set: ids.join(','), file: undefined, run: undefined, runs: undefined, sheet: undefined }, 'replace'),
    onSettled: () => { setSent(undefined); void client.invalidateQueries({ queryKey: ['customers.import'] }); },
  });
  const loading = useMutation({
    mutationFn: () => post('/api/customers/connections', { body: { fileIds, ...(url.system ? { system: url.system } : {}), ...(url.market ? { market: url.market } : {}) } as never }),
    onSuccess: ({ steps }) => { setUrl({ set: fileIds.join(','), runs: steps.map(({ importId, format, fileId }) => `${importId}~${fileId}~${format}`).join(',') }, 'replace'); void client.invalidateQueries({ queryKey: ['customers.import'] }); },
  });
  const runs = (url.runs ?? '').split(',').filter(Boolean).map((one) => one.split('~')).map(([importId, fileId, format]) => ({ importId: Number(importId), fileId: Number(fileId), format: format ?? '' }));
  return {
    fileIds, plan, sent, sending, loading, runs, market: url.market ?? '', system: url.system ?? plan.data?.system ?? undefined,
    setMarket: (market: string) => setUrl({ market: market.toUpperCase() || undefined }, 'replace'), setSystem: (system: string) => setUrl({ system }, 'replace'),
    leave: () => setUrl({ set: undefined, runs: undefined, system: undefined, file: undefined, run: undefined }, 'replace'),
  };
}

export type Connection = ReturnType<typeof useConnection>;
