import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { alignmentQuery } from './territories.ts';
import { territoryMessages as words } from './territory-messages.ts';

/** The draft that the address names, as far as it still is one. */
export function useDraft(alignmentId: number | undefined) {
  const named = useQuery({ ...alignmentQuery(alignmentId ?? 0), enabled: alignmentId !== undefined }).data;
  return { named, draftId: named?.state === 'draft' ? named.alignmentId : undefined };
}

/** In which draft one is, the way to its preview and the way out. */
export function DraftNotice({ named, says, hrefWithout }: { readonly named: NonNullable<ReturnType<typeof useDraft>['named']>; readonly says: (name: string) => string; readonly hrefWithout: string }) {
  return <Notice title={named.state === 'draft' ? says(named.name) : words.noDraftMore(named.name)}><Link href={paths.realignment({ alignmentId: String(named.alignmentId) })}>{words.seePreview}</Link> <Link href={hrefWithout}>{words.leaveDraft}</Link></Notice>;
}
