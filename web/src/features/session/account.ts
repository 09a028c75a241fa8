import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, type Answer } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { formatTime } from '../../ui/format.ts';
import { messages } from './messages.ts';
import { askPasskey, isCalledOff, isKnownAlready, makePasskey } from '../../api/passkey.ts';

export type Account = Answer<'/api/account'>;
export type SignedInAt = Account['sessions'][number];
export type Passkey = Account['passkeys'][number];
type OwnKeys = Answer<'/api/account/keys'>;
export type ApiKey = OwnKeys['keys'][number];

export const accountQuery = () => queryOptions({ queryKey: ['account'], queryFn: ({ signal }) => get('/api/account', { signal }), staleTime: 0 });
export const keysQuery = () => queryOptions({ queryKey: ['account', 'keys'], queryFn: ({ signal }) => get('/api/account/keys', { signal }), staleTime: 0 });

/** A refusal of sign-in in our own words, or undefined when it is a fault of another kind. */
export function refusalOf(error: unknown): string | undefined {
  if (isCalledOff(error)) return messages.refused.calledOff;
  if (isKnownAlready(error)) return messages.refused.knownAlready;
  if (!(error instanceof ProblemError)) return undefined;
  const { retryAt, fault } = error.problem as { readonly retryAt?: string; readonly fault?: keyof typeof messages.refused.weak };
  if (error.code === 'sign_in.locked' && retryAt) return messages.refused.locked(formatTime(retryAt));
  if (error.code === 'account.password_weak' && fault) return messages.refused.weak[fault];
  return /^(sign_in|account)\./.test(error.code) ? error.message : undefined;
}

/** A deed on one's own account; what the page shows is read anew after it, also when it was refused: a proof may have run out. */
export function useDeed<Input, Output>(work: (input: Input) => Promise<Output>, onDone?: (output: Output) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: (output) => onDone?.(output),
    onSettled: () => client.invalidateQueries({ queryKey: ['account'] }),
  });
}

export type Proof = { readonly password: string; readonly code?: string };

export const deeds = {
  prove: (proof: Proof) => post('/api/account/proof', { body: proof }),
  proveByPasskey: async () => {
    const { options } = await post('/api/account/proof/passkey/begin');
    return post('/api/account/proof/passkey', { body: { answer: await askPasskey(options) } });
  },
  /** Leaves for the company's sign-in, which asks anew who is there, and comes back to this very place. */
  proveByProvider: async (providerId: number) => {
    const { address } = await post('/api/sign-in/providers/{providerId}/begin', { path: { providerId }, body: { to: `${window.location.pathname}${window.location.search}`, proof: true } });
    window.location.assign(address);
  },
  changePassword: (input: { currentPassword: string; newPassword: string }) => post('/api/account/password', { body: input }),
  beginAuthenticator: () => post('/api/account/authenticator'),
  confirmAuthenticator: (code: string) => post('/api/account/authenticator/confirm', { body: { code } }),
  removeAuthenticator: () => post('/api/account/authenticator/remove'),
  renewRecoveryCodes: () => post('/api/account/recovery-codes'),
  addPasskey: async (name: string) => {
    const { options } = await post('/api/account/passkeys/begin');
    return post('/api/account/passkeys', { body: { name, answer: await makePasskey(options) } });
  },
  renamePasskey: ({ passkeyId, name }: { passkeyId: number; name: string }) => patch('/api/account/passkeys/{passkeyId}', { path: { passkeyId }, body: { name } }),
  removePasskey: (passkeyId: number) => post('/api/account/passkeys/{passkeyId}/remove', { path: { passkeyId } }),
  makeKey: (input: { name: string; scopes: string[]; days: number }) => post('/api/account/keys', { body: input }),
  revokeKey: (keyId: number) => post('/api/account/keys/{keyId}/revoke', { path: { keyId } }),
  endSessions: (sessionId?: string) => post('/api/account/sessions/end', { body: sessionId ? { sessionId } : {} }),
} as const;
