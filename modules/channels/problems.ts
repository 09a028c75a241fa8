import { problems } from '#platform/problem';

problems({
  'channels.link_invalid': { status: 404, title: 'This link is not valid, or it has expired.' },
  'channels.not_unknown': { status: 409, title: 'It is known by now what became of this mail.' },
  'channels.not_failed': { status: 409, title: 'No such mail has failed. It may have been sent again already.' },
  'channels.unsettled': { status: 409, title: 'Nobody knows whether this mail arrived. Say first what became of it.' },
  'channels.header_invalid': { status: 422, title: 'A line of the mail’s head cannot be written.' },
  'channels.mailbox_elsewhere': { status: 409, title: 'Mail leaves through another server. The built-in mailbox cannot answer for a doctor.' },
  'channels.inbound_closed': { status: 503, title: 'The server for incoming mail does not answer. Try again.' },
});
