import { problems } from '#platform/problem';

problems({
  'consent.in_the_future': { status: 422, title: 'A decision binds from when it was made, not from a later day.' },
  'consent.expires_before_it_begins': { status: 422, title: 'The decision would have expired before it begins.' },
  'consent.evidence_missing': { status: 422, title: 'A permission says how it was given: name the form, the mail or the visit in the evidence.' },
  'consent.already_ended': { status: 409, title: 'This restriction has ended already.' },
  'consent.policy_invalid': { status: 422, title: 'The rules cannot be read as they stand.' },
  'consent.policy_product_unknown': { status: 422, title: 'The rules name a product that is not on file.' },
  'consent.policy_settled': { status: 409, title: 'Only a draft is published; this version was live before, or is.' },
  'consent.policy_unchanged': { status: 409, title: 'This text says what the live version says.' },
  'consent.product_unclear': { status: 422, title: 'A product restriction names its product, and no other restriction does.' },
});
