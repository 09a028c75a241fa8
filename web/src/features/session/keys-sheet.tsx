import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { deeds, keysQuery, refusalOf, useDeed } from './account.ts';
import { KeysTable } from './keys-table.tsx';
import { messages } from './messages.ts';

const words = messages.account.keys;

/** One's own keys for programs. */
export function KeysSheet({ onMake }: { readonly onMake: () => void }) {
  const keys = useQuery(keysQuery());
  const revoke = useDeed(deeds.revokeKey, () => toast(words.revokedDone));
  return (
    <>
      {Boolean(revoke.error) && <Problem error={revoke.error} title={refusalOf(revoke.error)} />}
      <KeysTable title={words.title} keys={keys.data?.keys} error={keys.error} aside={<Button size="xs" onClick={onMake}>{words.make}</Button>} revoking={revoke.isPending ? revoke.variables : undefined} onRevoke={revoke.mutate} />
    </>
  );
}
