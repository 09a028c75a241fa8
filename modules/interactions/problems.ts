import { problems } from '#platform/problem';

problems({
  'interactions.medical_content': { status: 422, title: 'What was said medically is recorded in Medical, never on the open timeline.' },
  'interactions.function_cannot_record': { status: 403, title: 'Your function does not record touches here.' },
  'interactions.in_the_future': { status: 422, title: 'A touch that took place cannot lie in the future. Plan it instead.' },
  'interactions.nothing_to_correct': { status: 422, title: 'A correction names the interaction that it corrects.' },
});
