import { problems } from '#platform/problem';

problems({
  'contact_centre.not_your_case': { status: 409, title: 'Take the case first.' },
  'contact_centre.product_missing': { status: 422, title: 'Say which product she asks about: a certificate is for a product.' },
  'contact_centre.question_missing': { status: 422, title: 'Write down what she asks first: her words are what crosses.' },
  'contact_centre.not_certified': { status: 409, title: 'This person may not speak about this product today.' },
  'contact_centre.not_available': { status: 409, title: 'This person cannot join the call now.' },
  'contact_centre.answer_not_approved': { status: 409, title: 'Only approved answers that are in date may be read out.' },
});
