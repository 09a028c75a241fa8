import './problems.ts';

export { moves } from './moves.ts';
export { queueMessagesFrom, releaseMessages, withdrawMessages } from './queue-messages.ts';
export { openSender } from './sender/open-sender.ts';
export { openChannels } from './open-channels.ts';
export { setPost } from './post.ts';
export { handlers } from './events.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
