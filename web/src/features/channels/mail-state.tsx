import { StateChip, type ChipState } from '../../ui/state-chip.tsx';
import type { Message } from './channels.ts';
import { messages } from './messages.ts';

const CHIPS: Readonly<Record<Message['state'], ChipState>> = {
  queued: 'planned', claimed: 'planned', dispatching: 'planned', sent: 'done', refused: 'refused', withdrawn: 'refused', failed: 'refused', bounced: 'refused', unknown: 'due',
};

/** What became of a mail, in a word. */
export const MailState = ({ state }: { readonly state: Message['state'] }) => <StateChip state={CHIPS[state]}>{messages.states[state]}</StateChip>;
