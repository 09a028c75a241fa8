import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { post } from '../../api/call.ts';
import { ProblemError, type ProblemBody } from '../../api/problem-error.ts';
import { definitionOf, namedFields, type Draft, type MappingBody, type Tried } from './mapping-draft.ts';

const REST_MS = 250; // between two letters of quick typing
type Ids = readonly { readonly id: number; readonly steps: readonly number[] }[];
type Asked = { readonly definition: ReturnType<typeof definitionOf>; readonly ids: Ids };
type Answer = { readonly definition: Asked['definition']; readonly tried: Tried | null; /** The fields and steps that were tried, by their numbers. */ readonly ids: Ids; readonly problem: ProblemBody | null };

/** What the server makes of the mapping while one edits it. What cannot be read is told with its place; what was found last stays. */
export function useTrial(draft: Draft | undefined, sheet: string | undefined) {
  const open = draft !== undefined && draft.format === 'csv' && draft.saved === null && namedFields(draft).length > 0;
  const asked: Asked | null = open ? { definition: definitionOf(draft, sheet), ids: namedFields(draft).map(({ id, steps }) => ({ id, steps: steps.map((step) => step.id) })) } : null;
  const [text] = useDebouncedValue(JSON.stringify(asked), REST_MS);
  const settled = JSON.parse(text) as Asked | null;
  const kept = useRef<Answer & { readonly fileId: number }>(undefined);
  const fileId = draft?.fileId ?? 0;
  const query = useQuery({
    queryKey: ['customers.file', fileId, 'mapping', text], enabled: open && settled !== null, staleTime: Number.POSITIVE_INFINITY, retry: false,
    placeholderData: (before: Answer | undefined, last) => (last?.queryKey[1] === fileId ? before : undefined),
    queryFn: async ({ signal }): Promise<Answer> => {
      const { definition, ids } = settled as Asked;
      try {
        const tried = await post('/api/customers/files/{fileId}/mapping', { path: { fileId }, body: { mapping: definition } as MappingBody, signal });
        kept.current = { fileId, definition, tried, ids, problem: null };
        return kept.current;
      } catch (error) {
        if (!(error instanceof ProblemError) || error.code !== 'customers.import_mapping') throw error;
        const last = kept.current?.fileId === fileId ? kept.current : { tried: null, ids };
        return { definition, tried: last.tried, ids: last.ids, problem: error.problem };
      }
    },
  });
  const { tried = null, ids = [], problem = null } = query.data ?? {};
  const fits = query.data !== undefined && problem === null && tried?.faults.length === 0;
  return { tried, ids, problem, fits, error: query.error, waiting: open && query.data === undefined && query.error === null, definition: fits ? query.data?.definition : undefined };
}

export type Trial = ReturnType<typeof useTrial>;
