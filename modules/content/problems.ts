import { problems } from '#platform/problem';

problems({
  'content.field_unknown': { status: 422, title: 'The text asks for a merge field that does not exist.' },
  'content.field_missing': { status: 422, title: 'A merge field of the text has no value.' },
  'content.link_invalid': { status: 422, title: 'A link of the text is not a web address.' },
  'content.unsubscribe_missing': { status: 422, title: 'Every mail offers to unsubscribe. Add {{links.unsubscribe}}.' },
  'content.address_missing': { status: 422, title: 'Every mail names our postal address. Add {{company.address}}.' },
  'content.subject_missing': { status: 422, title: 'A mail needs a subject.' },
  'content.choice_mismatch': { status: 422, title: 'The choices on file and the choices in the text differ.' },
  'content.template_invalid': { status: 422, title: 'The text cannot be rendered.' },
  'content.validity_invalid': { status: 422, title: 'The text would have ended before it begins, or has ended already.' },
  'content.code_taken': { status: 409, title: 'Another document has this code.' },
  'content.draft_open': { status: 409, title: 'This document has a version under way already.' },
  'content.wrong_state': { status: 409, title: 'The version is in a state that does not allow this.' },
  'content.text_changed': { status: 409, title: 'The text was changed after you read it. Read it again, then sign.' },
  'content.own_review': { status: 403, title: 'Nobody reviews what he wrote himself.' },
  'content.already_signed': { status: 409, title: 'You have signed this text with this meaning already.' },
  'content.reviews_missing': { status: 409, title: 'Medical, legal and regulatory must all have signed this very text before it is approved.' },
});
