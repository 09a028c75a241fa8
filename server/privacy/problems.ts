import { problems } from '#platform/problem';

problems({
  'privacy.wrong_state': { status: 409, title: 'The request does not stand where this follows.' },
  'privacy.wrong_kind': { status: 409, title: 'This is not what was asked for.' },
  'privacy.on_hold': { status: 409, title: 'A legal hold is in force: nothing of this customer may be erased.' },
  'privacy.nobody': { status: 409, title: 'The request names nobody of whom we hold data.' },
  'privacy.extended_already': { status: 409, title: 'The time was extended already: it can be once.' },
  'privacy.in_the_future': { status: 422, title: 'A request cannot come in later than now.' },
  'privacy.one_subject': { status: 422, title: 'Name a customer or a colleague, not both.' },
  'privacy.already_ended': { status: 409, title: 'This hold has ended already.' },
  'privacy.own_erasure': { status: 409, title: 'Somebody else has to carry out your own erasure.' },
});
