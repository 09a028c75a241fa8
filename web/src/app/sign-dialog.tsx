import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { get } from '../api/call.ts';
import { ProblemError } from '../api/problem-error.ts';
import { en } from '../messages/en.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const words = en.signing;
type SignatureGiven = { readonly userName?: string; readonly password: string; readonly code?: string };
type SignDialogProps = {
  readonly title: string;
  /** What the signature says, in a sentence. */
  readonly meaning: ReactNode;
  /** Names the deed: Sign as medical. */
  readonly verb: string;
  readonly sign: (signature: SignatureGiven) => Promise<unknown>;
  readonly onSigned: () => void;
  readonly onClose: () => void;
  readonly isReady?: boolean;
  readonly children?: ReactNode;
};

const needsQuery = { queryKey: ['signatures', 'needs'], queryFn: ({ signal }: { signal: AbortSignal }) => get('/api/signatures/needs', { signal }), staleTime: 0, gcTime: 0 };
const faultOf = (error: unknown, field: string): string | undefined => (error instanceof ProblemError ? error.fieldMessage(field) && error.problem.title : undefined);

/** Signing: who, what it means, and the proof of who it is, given again. At the first signature of a session everything, then the password. */
export function SignDialog({ title, meaning, verb, sign, onSigned, onClose, isReady = true, children }: SignDialogProps) {
  const needs = useQuery(needsQuery);
  const [given, setGiven] = useState({ userName: '', password: '', code: '' });
  const signing = useMutation({
    mutationFn: () => sign({ password: given.password, ...(needs.data?.userName ? { userName: given.userName } : {}), ...(needs.data?.code ? { code: given.code } : {}) }),
    onSuccess: onSigned,
    onError: () => void needs.refetch(),
  });
  const set = (field: keyof typeof given) => (event: React.ChangeEvent<HTMLInputElement>) => setGiven({ ...given, [field]: event.currentTarget.value });
  const ready = isReady && needs.data !== undefined && given.password !== '' && (!needs.data.userName || given.userName !== '') && (!needs.data.code || given.code !== '');
  const shown = ['userName', 'password', 'code'].some((field) => faultOf(signing.error, field));
  const submit = (event: React.FormEvent) => { event.preventDefault(); if (ready && !signing.isPending) signing.mutate(); };
  return (
    <Dialog title={title} onClose={onClose} foot={<><Button variant="filled" type="submit" form="sign" disabled={!ready} loading={signing.isPending}>{verb}</Button><Button variant="subtle" onClick={onClose}>{en.ui.cancel}</Button></>}>
      <form id="sign" onSubmit={submit}>
        <Stack gap={12}>
          <p>{meaning}</p>
          {children}
          {needs.error && <Problem error={needs.error} onRetry={() => void needs.refetch()} />}
          {signing.error && !shown && <Problem error={signing.error} kept />}
          {needs.data ? (
            <>
              <p className="t-quiet">{words.as(needs.data.printedName)} {needs.data.userName ? words.first : words.next}</p>
              {needs.data.userName && <TextInput label={words.userName} autoComplete="username" value={given.userName} onChange={set('userName')} error={faultOf(signing.error, 'userName')} data-autofocus />}
              <PasswordInput label={words.password} autoComplete="current-password" value={given.password} onChange={set('password')} error={faultOf(signing.error, 'password')} data-autofocus={needs.data.userName ? undefined : true}
                visibilityToggleButtonProps={{ 'aria-label': words.show }} />
              {needs.data.code && <TextInput label={words.code} autoComplete="one-time-code" inputMode="numeric" value={given.code} onChange={set('code')} error={faultOf(signing.error, 'code')} />}
            </>
          ) : <Skeleton lines={2} what={words.waiting} />}
        </Stack>
      </form>
    </Dialog>
  );
}
