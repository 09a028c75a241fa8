import './problems.ts';

export { queueMessagesFrom, releaseMessages, withdrawMessages } from './queue-messages.ts';
export { INBOUND_KINDS, MESSAGE_STATES, type Choice, type InboundKind, type MailIdentity, type MessageScope, type MessageState } from './types.ts';
