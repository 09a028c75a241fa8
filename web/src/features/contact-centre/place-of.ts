import { paths } from '../../app/paths.ts';
import type { Place } from '../../ui/page.tsx';
import { messages } from './messages.ts';

/** Where a page of the contact centre is. */
export const placeOf = (...within: readonly string[]): Place[] => [{ label: messages.place, href: paths.contactCentre() }, ...within.map((label) => ({ label }))];
