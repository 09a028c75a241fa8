import { problems } from '#platform/problem';

problems({
  'safety.aware_in_future': { status: 422, title: 'Nobody can have heard of it later than now.' },
  'safety.step_not_possible': { status: 409, title: 'This step does not follow from where the event stands.' },
});
