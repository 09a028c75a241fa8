import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { guessFormat, guessMapping, readSample, uploadFile, type Format, type Guess, type ImportResult, type Sample } from './import-file.ts';

export type Chosen = { readonly file: File; readonly sample: Sample; readonly format: Format; readonly mapping: Readonly<Record<string, Guess>> };

/** One import from the choice of the file to its result. */
export function useImport() {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>();
  const [share, setShare] = useState(0);
  const [result, setResult] = useState<{ readonly check: boolean; readonly of: ImportResult }>();
  const stopping = useRef<AbortController>(undefined);
  const sending = useMutation({
    mutationFn: (check: boolean) => {
      if (!chosen) throw new Error('No file is chosen');
      stopping.current = new AbortController();
      setShare(0);
      const mapping = chosen.format === 'csv' ? Object.fromEntries(Object.entries(chosen.mapping).flatMap(([column, { field }]) => (field ? [[column, field]] : []))) : undefined;
      return uploadFile({ ...chosen, mapping, check }, { progress: setShare, signal: stopping.current.signal });
    },
    onSuccess: (of, check) => setResult({ check, of }),
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'customers.import' || queryKey[0] === 'customers.customer' }),
  });
  const forget = () => {
    setResult(undefined);
    sending.reset();
  };
  return {
    chosen, share, result, error: sending.error, phase: sending.isPending ? (sending.variables ? 'checking' : 'loading') as 'checking' | 'loading' : null,
    choose: async (file: File | null) => {
      forget();
      if (!file) { setChosen(undefined); return; }
      const sample = await readSample(file);
      setChosen({ file, sample, format: guessFormat(sample), mapping: guessMapping(sample) });
    },
    setFormat: (format: Format) => { forget(); setChosen((now) => now && { ...now, format }); },
    setField: (column: string, field: string | null) => { forget(); setChosen((now) => now && { ...now, mapping: { ...now.mapping, [column]: { field, certain: true } } }); },
    send: (check: boolean) => { setResult(undefined); sending.mutate(check); },
    stop: () => stopping.current?.abort(),
  };
}

export type Import = ReturnType<typeof useImport>;
