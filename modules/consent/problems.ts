import { problems } from '#platform/problem';

problems({
  'consent.in_the_future': { status: 422, title: 'A decision binds from when it was made, not from a later day.' },
  'consent.expires_before_it_begins': { status: 422, title: 'The decision would have expired before it begins.' },
  'consent.evidence_missing': { status: 422, title: 'A permission says how it was given: name the form, the mail or the visit in the evidence.' },
  'consent.already_ended': { status: 409, title: 'This restriction has ended already.' },
  'consent.product_unclear': { status: 422, title: 'A product restriction names its product, and no other restriction does.' },
});
