import { problems } from '#platform/problem';

problems({
  'medical.not_your_inquiry': { status: 403, title: 'Another liaison holds this inquiry.' },
  'medical.inquiry_over': { status: 409, title: 'This inquiry is answered already.' },
  'medical.not_certified': { status: 403, title: 'Only a certified liaison may answer about this product.' },
});
