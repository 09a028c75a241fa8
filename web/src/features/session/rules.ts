import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, put, type Answer, type Body } from '../../api/call.ts';

export type Settings = Answer<'/api/sign-in/settings'>;
export type Lock = Answer<'/api/sign-in/locks'>['rows'][number];
export type Invitation = Answer<'/api/sign-in/invitations'>['rows'][number];
export type Provider = Answer<'/api/sign-in/providers'>['rows'][number];
export type NewProvider = Body<'/api/sign-in/providers'>;

const KEY = 'sign-in-rules';
const kept = <P extends '/api/sign-in/settings' | '/api/sign-in/locks' | '/api/sign-in/invitations' | '/api/sign-in/providers' | '/api/sign-in/keys'>(path: P) =>
  queryOptions({ queryKey: [KEY, path], queryFn: ({ signal }) => get(path, { signal } as never), staleTime: 0 });

export const settingsQuery = () => kept('/api/sign-in/settings');
export const locksQuery = () => kept('/api/sign-in/locks');
export const invitationsQuery = () => kept('/api/sign-in/invitations');
export const providersQuery = () => kept('/api/sign-in/providers');
export const allKeysQuery = () => kept('/api/sign-in/keys');

/** A deed of an administrator on how people get in. */
export function useRule<Input, Output>(work: (input: Input) => Promise<Output>, onDone?: (output: Output) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: (output) => {
      void client.invalidateQueries({ queryKey: [KEY] });
      onDone?.(output);
    },
  });
}

export const rules = {
  change: (settings: Settings) => put('/api/sign-in/settings', { body: settings }),
  openLock: (lockId: number) => post('/api/sign-in/locks/{lockId}/open', { path: { lockId } }),
  invite: (input: { userId: number; clearsSecondStep: boolean }) => post('/api/sign-in/invitations', { body: input }),
  revokeInvitation: (invitationId: number) => post('/api/sign-in/invitations/{invitationId}/revoke', { path: { invitationId } }),
  revokeKey: (keyId: number) => post('/api/sign-in/keys/{keyId}/revoke', { path: { keyId } }),
  addProvider: (provider: NewProvider) => post('/api/sign-in/providers', { body: provider }),
  changeProvider: ({ providerId, ...provider }: Omit<NewProvider, 'clientSecret'> & { providerId: number; clientSecret?: string }) => put('/api/sign-in/providers/{providerId}', { path: { providerId }, body: provider }),
} as const;
