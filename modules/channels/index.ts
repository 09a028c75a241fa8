import './problems.ts';

export { queueMessagesFrom, releaseMessages, withdrawMessages } from './queue-messages.ts';
export { openSender, type Sender, type SenderOptions } from './sender/open-sender.ts';
export { openInbound, type InboundOptions } from './inbound/open-inbound.ts';
export { openSink } from './open-sink.ts';
export { openChannels, type Channels, type ChannelsOptions } from './open-channels.ts';
export { recoverMessages, type Recovered } from './recover-messages.ts';
export { setPost, type Post } from './post.ts';
export { handlers } from './events.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { INBOUND_KINDS, MESSAGE_STATES, type Choice, type InboundKind, type MailIdentity, type MessageScope, type MessageState } from './types.ts';
