import { problems } from '#platform/problem';

problems({
  'field.visit_refused': { status: 409, title: 'She may not be visited now.' },
  'field.time_refused': { status: 409, title: 'The visit does not fit this time.' },
  'field.visit_over': { status: 409, title: 'This visit is over or was declined.' },
  'field.visit_not_begun': { status: 409, title: 'A visit is reported on its day, not before.' },
});
