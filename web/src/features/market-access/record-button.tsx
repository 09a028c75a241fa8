import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMay } from '../../app/session.ts';
import { useVerbs } from '../../app/verbs.ts';
import { useKeys } from '../../ui/keys.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { messages } from './messages.ts';

/** Opens the form; whoever may not record sees why. */
export function RecordButton({ href }: { readonly href: string }) {
  const { go } = useNavigation();
  const may = useMay('market_access:record');
  useVerbs([{ id: 'market-access.record', label: messages.record, run: () => go(href), keys: 'N', ...(may ? {} : { refusedBecause: messages.mayNot }) }]);
  useKeys(may ? [{ keys: 'N', label: messages.record, run: () => go(href) }] : []);
  return (
    <>
      <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />} onClick={() => go(href)} disabled={!may}>{messages.record}</Button>
      {!may && <span className="t-quiet">{messages.mayNot}</span>}
    </>
  );
}
