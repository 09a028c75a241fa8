import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { get, post, type Answer } from '../api/call.ts';
import { askPasskey, isCalledOff, knowsPasskeys, type PasskeyAnswer } from '../api/passkey.ts';
import { ProblemError } from '../api/problem-error.ts';
import { en } from '../messages/en.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Link } from '../ui/link.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { paths } from './paths.ts';

const words = en.signing;
type Needs = Answer<'/api/signatures/needs'>;
type SignatureGiven = { readonly userName?: string; readonly password?: string; readonly code?: string; readonly passkey?: PasskeyAnswer };
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
type Given = { readonly userName: string; readonly password: string; readonly code: string };

const needsQuery = { queryKey: ['signatures', 'needs'], queryFn: ({ signal }: { signal: AbortSignal }) => get('/api/signatures/needs', { signal }), staleTime: 0, gcTime: 0 };
const faultOf = (error: unknown, field: string): string | undefined => (error instanceof ProblemError ? error.fieldMessage(field) && error.problem.title : undefined);

async function passkeySignature(): Promise<SignatureGiven> {
  const { options } = await post('/api/signatures/passkey/begin');
  return { passkey: await askPasskey(options) };
}

/** Signing: who, what it means, and the proof of who it is, given again. At the first signature of a session everything, then the password; a passkey in place of both. */
export function SignDialog({ title, meaning, verb, sign, onSigned, onClose, isReady = true, children }: SignDialogProps) {
  const needs = useQuery(needsQuery);
  const [given, setGiven] = useState<Given>({ userName: '', password: '', code: '' });
  const signing = useMutation({ mutationFn: async (signature: SignatureGiven | 'passkey') => sign(signature === 'passkey' ? await passkeySignature() : signature), onSuccess: onSigned, onError: () => void needs.refetch() });
  const has = needs.data;
  const ready = isReady && has?.password === true && given.password !== '' && (!has.userName || given.userName !== '') && (!has.code || given.code !== '');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (ready && !signing.isPending) signing.mutate({ password: given.password, ...(has.userName ? { userName: given.userName } : {}), ...(has.code ? { code: given.code } : {}) });
  };
  const byPasskey = has?.passkey === true && knowsPasskeys();
  const foot = (
    <>
      {has?.password !== false && <Button variant="filled" type="submit" form="sign" disabled={!ready} loading={signing.isPending && signing.variables !== 'passkey'}>{verb}</Button>}
      {byPasskey && <Button variant={has.password ? 'default' : 'filled'} disabled={!isReady} loading={signing.isPending && signing.variables === 'passkey'} onClick={() => signing.mutate('passkey')}>{words.byPasskey}</Button>}
      <Button variant="subtle" onClick={onClose}>{en.ui.cancel}</Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} foot={foot}>
      <form id="sign" onSubmit={submit}>
        <Stack gap={12}>
          <p>{meaning}</p>
          {children}
          {needs.error && <Problem error={needs.error} onRetry={() => void needs.refetch()} />}
          {isCalledOff(signing.error) ? <p role="alert">{words.calledOff}</p> : signing.error && !['userName', 'password', 'code'].some((field) => faultOf(signing.error, field)) && <Problem error={signing.error} kept />}
          {has ? <Proofs needs={has} given={given} onGive={setGiven} error={signing.error} byPasskey={byPasskey} /> : <Skeleton lines={2} what={words.waiting} />}
        </Stack>
      </form>
    </Dialog>
  );
}

type ProofsProps = { readonly needs: Needs; readonly given: Given; readonly onGive: (given: Given) => void; readonly error: unknown; readonly byPasskey: boolean };

function Proofs({ needs, given, onGive, error, byPasskey }: ProofsProps) {
  if (!needs.password) return <p className="t-quiet">{words.as(needs.printedName)} {byPasskey ? words.passkeyOnly : <>{words.nothing} <Link href={paths.yourAccount()}>{words.account}</Link></>}</p>;
  const set = (field: keyof Given) => (event: React.ChangeEvent<HTMLInputElement>) => onGive({ ...given, [field]: event.currentTarget.value });
  return (
    <>
      <p className="t-quiet">{words.as(needs.printedName)} {needs.userName ? words.first : words.next}</p>
      {needs.userName && <TextInput label={words.userName} autoComplete="username" value={given.userName} onChange={set('userName')} error={faultOf(error, 'userName')} data-autofocus />}
      <PasswordInput label={words.password} autoComplete="current-password" value={given.password} onChange={set('password')} error={faultOf(error, 'password')} data-autofocus={needs.userName ? undefined : true} visibilityToggleButtonProps={{ 'aria-label': words.show }} />
      {needs.code && <TextInput label={words.code} autoComplete="one-time-code" inputMode="numeric" value={given.code} onChange={set('code')} error={faultOf(error, 'code')} />}
    </>
  );
}
