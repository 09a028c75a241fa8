const HOW_KNOWN = 'How do you know?';

/** Words of the outbox, the replies and the built-in mailbox. */
export const messages = {
  place: 'Channels',
  tabs: { label: 'Channels', outbox: 'Outbox', replies: 'Replies', mailbox: 'Mailbox' },
  outbox: {
    place: 'Outbox',
    titleLoading: 'Outbox',
    title: ({ waiting, unknown }: { waiting: string; unknown: number }) =>
      (unknown > 0 ? `${unknown} ${unknown === 1 ? 'mail' : 'mails'} left, and nobody knows whether ${unknown === 1 ? 'it' : 'they'} arrived` : waiting === '0' ? 'Every mail that may leave has left' : `${waiting} mails wait to leave`),
    subtitle: 'Every mail passes the gate again the moment before it leaves. What is refused keeps the record that refused it.',
    figures: 'Delivery over the last 30 days',
    sent: 'Sent', waiting: 'Waiting', refused: 'Refused', bounced: 'Bounced or failed', unknown: 'Unknown',
    opened: (people: string) => `${people} opened by a person`,
    machine: (count: string) => `${count} fetched by machines only`,
    withdrawn: (count: string) => `and ${count} withdrawn`,
    lastSent: (when: string) => `the last one ${when}`,
    oldest: (when: string) => `due since ${when}`,
    definitions: {
      sent: 'Accepted by the mail server that we hand mail to.', waiting: 'Queued, claimed or on the wire now. Mail for quiet hours waits for the morning where she is.',
      refused: 'Stopped by the gate at the last look.', bounced: 'Refused by the other side for good, at once or by a later report.', unknown: 'A sender ended while the mail was on its way. It is sent again only when a person says so.',
    },
    list: 'Mails',
    filter: 'State', all: 'All', why: 'Refused because', anyReason: 'Any reason',
    heads: { who: 'To', title: 'Mail', state: 'State', when: 'When', why: 'Why' },
    empty: 'No mail in this state.', emptyFirst: 'No mail yet. A cascade that is approved, or a journey, queues it.', showAll: 'Show all states', oneCascade: 'Mails of one cascade', waitingFor: 'Reading the outbox',
    unnamed: 'A customer whom your role does not see',
    until: (when: string) => `not before ${when}`,
    tries: (count: number) => `${count} ${count === 1 ? 'try' : 'tries'}`,
    senders: 'Senders now', noSender: 'No sender is alive. Mail waits until one starts.', sender: (host: string, since: string) => `on ${host}, since ${since}`, builtIn: 'to the built-in mailbox', to: (host: string) => `to ${host}`,
    reasons: 'What the gate stopped',
  },
  states: {
    queued: 'waiting', claimed: 'next to leave', dispatching: 'on its way', sent: 'sent', refused: 'refused', failed: 'failed', withdrawn: 'withdrawn', unknown: 'unknown', bounced: 'bounced',
  } as Readonly<Record<string, string>>,
  refusals: {
    not_active: 'No longer active', do_not_contact: 'Do not contact', product_restricted: 'This product is not spoken of with her', licence_not_valid: 'Licence not valid', licence_elsewhere: 'No licence in the state of her address', separation: 'Medical and commercial work stay apart', blackout: 'A blackout period is on', content_not_approved: 'No approved content in date',
    no_address: 'No working address', address_bounced: 'Mail to this address came back', address_withdrawn: 'This address may not be used', consent_withdrawn: 'Consent withdrawn', no_consent: 'Consent never given', no_legal_basis: 'No legal basis that suffices', against_wish: 'Against a wish', cap_reached: 'Contact cap reached', minimum_gap: 'Minimum gap', held: 'Held with its cascade', undone: 'Taken back with its cascade',
  } as Readonly<Record<string, string>>,
  faults: {
    title: 'What failed, by cause',
    lead: 'Mend the cause first. Sent again, each mail takes the text in force then and passes the gate again.',
    ofCascade: 'Its cascade', see: 'Show these mails', alone: 'Open each mail to send it again.', again: (count: string) => `Send ${count} again`, mayNot: 'Marketing or the director may send again.',
    say: (fault: string): string => {
      const [code = '', field = ''] = fault.split(':');
      const say = messages.faults.codes[code];
      return say ? say(field) : 'It could not be composed or delivered.';
    },
    codes: {
      'content.field_missing': (field) => `The text asks for “${field}”, and there is no value for it.`,
      'content.link_invalid': (field) => `The link “${field}” of the text is no web address.`,
      'content.field_unknown': () => 'The text asks for a field that does not exist.',
      'content.unsubscribe_missing': () => 'The text offers no way to unsubscribe.',
      'content.address_missing': () => 'The text does not name our postal address.',
      'content.subject_missing': () => 'The text has no subject.',
      'content.choice_mismatch': () => 'The choices on file and those in the text differ.',
      'content.template_invalid': () => 'The layout of the text cannot be read.',
      'channels.header_invalid': (field) => `The ${field || 'head'} of the mail holds characters that no mail may carry.`,
      'channels.not_composed': () => 'It could not be composed.',
      'channels.server_refused': () => 'The other side’s server refused it for good.',
      'channels.gave_up': () => 'The other side’s server put it off ten times, and we gave up.',
    } as Readonly<Record<string, (field: string) => string>>,
    all: (count: string) => ({ title: `Send ${count} again`, lead: 'They go back into the queue with the text in force now, and pass the gate again before they leave.', save: `Send ${count} again`, done: 'Queued again.', reason: 'What is mended?' }),
    one: { title: 'Send it again', lead: 'It goes back into the queue with the text in force now, and passes the gate again before it leaves.', save: 'Send it again', done: 'Queued again.', reason: 'What is mended?' },
  },
  mail: {
    facts: 'Facts', state: 'State', function: 'Function', purpose: 'Purpose', product: 'Product', queued: 'Queued', intent: 'Left us', sent: 'Accepted', tries: 'Tries', id: 'Mail', allProducts: 'all products',
    text: 'The approved text', notOnPage: 'This mail is not on this page of the list.',
    refused: 'The gate refused it the moment before it left', withdrawn: 'It was taken back before it left', record: (record: string) => record,
    failed: 'Why it failed', said: 'In the words of the composer or of the other side:', settleTitle: 'Nobody knows whether it arrived', settleLead: 'The sender ended after the text began to leave, and no answer came. Look at the other side’s log for the Message-ID, or ask her.',
    wasSent: 'It was sent', sendAgain: 'Send it again', settleRefused: 'Only marketing and the director may settle it.',
  },
  settle: {
    wasSent: { title: 'It was sent', lead: 'It counts as sent, and stands on her timeline as a touch. It does not leave again.', save: 'Record as sent', done: 'Recorded as sent.', reason: HOW_KNOWN },
    sendAgain: { title: 'Send it again', lead: 'It goes back into the queue and passes the gate again. If the first one arrived, she gets it twice.', save: 'Send it again', done: 'Queued again.', reason: HOW_KNOWN },
  },
  replies: {
    place: 'Replies', title: 'What customers wrote to us', subtitle: 'Quotations and signatures are taken off. Each reply is a case at the contact centre. Marketing and sales see that she replied, not what she wrote.',
    list: 'Mail that came in', filter: 'Kind', all: 'All', empty: 'Nothing came in of this kind.', emptyFirst: 'Nothing came in yet.', waitingFor: 'Reading what came in',
    heads: { when: 'When', who: 'From', words: 'Words', kind: 'Kind' }, unknown: 'Unknown writer', noWords: 'No words', stop: 'Asked to hear no more; consent is withdrawn',
    kinds: { reply: 'Reply', vacation: 'Answering machine', bounce: 'Not delivered', complaint: 'Spam complaint', unknown: 'Unknown writer' } as Readonly<Record<string, string>>,
  },
  mailbox: {
    place: 'Mailbox', title: 'The mail as doctors got it', elsewhere: 'Mail leaves through another server. These are older mails of the built-in mailbox.',
    subtitle: 'No mail server is set, so mail ends here and reaches nobody. Open a mail, follow its links, and answer it in the doctor’s place.',
    list: 'Mails in the built-in mailbox', find: 'Address begins with', empty: 'No mail to an address that begins so.', emptyFirst: 'No mail yet. Mail that leaves the outbox arrives here.', showAll: 'Show all addresses', waitingFor: 'Reading the mailbox',
    heads: { when: 'When', to: 'To', subject: 'Subject' }, notThere: 'This mail is not in the mailbox.', frame: (subject: string) => `The mail: ${subject}`,
    from: 'From', to: 'To', replyTo: 'Reply to', messageId: 'Message-ID', unsubscribe: 'List-Unsubscribe',
    answer: 'Answer in the doctor’s place', write: 'What the doctor answers', send: 'Send the answer', sent: 'Sent over SMTP. The contact centre gets it as a case.', answerRefused: 'Mail leaves through another server: only the doctor can answer.', headers: 'Headers',
  },
} as const;
