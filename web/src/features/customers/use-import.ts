import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { del, post } from '../../api/call.ts';
import { useUrlState } from '../../app/url-state.ts';
import { uploadFile, type Described } from './import-file.ts';
import { fileQuery, mappingsQuery, type Choice, type Reading } from './imports.ts';
import { definitionOf, draftOf, draftWith, type Draft } from './mapping-draft.ts';
import { useTrial } from './use-trial.ts';

/** The choice as the server takes it. */
function choiceOf(draft: Draft, sheet: string | undefined): Choice {
  if (draft.format !== 'csv') return { format: draft.format };
  if (draft.saved) return { format: 'csv', mappingId: draft.saved.mappingId };
  return { format: 'csv', mapping: definitionOf(draft, sheet) };
}

/** One import from the choice of the file to its result: the file lies at the server, its number stands in the URL. */
export function useImport() {
  const client = useQueryClient();
  const [url, setUrl] = useUrlState<'file' | 'sheet' | 'letters' | 'run'>();
  const reading: Reading = { sheet: url.sheet, encoding: url.letters === 'windows-1252' ? url.letters : undefined };
  const fileId = url.file ? Number(url.file) : undefined;
  const file = useQuery({ ...fileQuery(fileId ?? 0, reading), enabled: fileId !== undefined });
  const mappings = useQuery(mappingsQuery());
  const [edited, setEdited] = useState<Draft>();
  const [share, setShare] = useState(0);
  const stopping = useRef<AbortController>(undefined);
  const settled = () => void client.invalidateQueries({ queryKey: ['customers.import'] });
  const open = (found: Described) => {
    client.setQueryData(fileQuery(found.fileId).queryKey, found);
    checking.reset();
    setUrl({ file: String(found.fileId), sheet: undefined, letters: undefined, run: undefined }, 'replace');
    settled();
  };
  const sending = useMutation({
    mutationFn: (chosen: File) => {
      stopping.current = new AbortController();
      setShare(0);
      return uploadFile(chosen, { progress: setShare, signal: stopping.current.signal });
    },
    onSuccess: open,
  });
  const fetching = useMutation({ mutationFn: (address: string) => post('/api/customers/files/from-url', { body: { url: address } }), onSuccess: open });
  const proposed = useMemo(() => file.data && draftOf(file.data, url.letters === 'windows-1252' ? { encoding: url.letters } : {}), [file.data, url.letters]);
  const draft = edited?.fileId === fileId ? edited : proposed;
  const trial = useTrial(draft, url.sheet);
  const choice = draft && choiceOf(draft, url.sheet);
  const asked = () => ({ path: { fileId: fileId ?? 0 }, body: (choice ?? {}) as never });
  const checking = useMutation({ mutationFn: () => post('/api/customers/files/{fileId}/check', asked()) });
  const loading = useMutation({
    mutationFn: () => post('/api/customers/files/{fileId}/load', asked()),
    onSuccess: ({ importId }) => { setUrl({ run: String(importId) }, 'replace'); settled(); },
  });
  const removing = useMutation({
    mutationFn: (id: number) => del('/api/customers/files/{fileId}', { path: { fileId: id } }),
    onSuccess: (_done, id) => { if (id === fileId) setUrl({ file: undefined, sheet: undefined, letters: undefined, run: undefined }, 'replace'); settled(); },
  });
  const saving = useMutation({
    mutationFn: (name: string) => post('/api/customers/mappings', { body: { name, definition: definitionOf(draft as Draft, url.sheet) as never } }),
    onSuccess: settled,
  });
  const forgetting = useMutation({ mutationFn: (mappingId: number) => del('/api/customers/mappings/{mappingId}', { path: { mappingId } }), onSuccess: () => { if (draft) setEdited({ ...draft, saved: null }); settled(); } });
  return {
    file: fileId === undefined ? undefined : file.data, fileError: fileId === undefined ? null : file.error, draft, choice, trial, mappings: mappings.data, sheet: url.sheet, importId: url.run ? Number(url.run) : undefined,
    sending, fetching, checking, loading, removing, saving, forgetting, share, stop: () => stopping.current?.abort(),
    edit: (change: Partial<Draft>) => { if (draft) { checking.reset(); setEdited({ ...draft, ...change }); } },
    editSaved: () => { if (draft?.saved) { checking.reset(); setEdited(draftWith(draft, draft.saved.definition, draft.saved.name)); } },
    encoding: reading.encoding ?? 'utf-8', readAs: (how: { readonly sheet: string } | { readonly letters: string }) => { checking.reset(); setEdited(undefined); setUrl(how, 'replace'); },
    openFile: (id: number) => { checking.reset(); setUrl({ file: String(id), sheet: undefined, letters: undefined, run: undefined }); },
  };
}

export type Import = ReturnType<typeof useImport>;
