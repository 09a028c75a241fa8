import { problems } from '#platform/problem';

export const workProblems = problems({
  'work.case_taken': { status: 409, title: 'Somebody else has this case.' },
  'work.not_your_desk': { status: 403, title: 'The case is at another desk.' },
  'work.not_your_case': { status: 409, title: 'Take the case first.' },
  'work.case_changed': { status: 409, title: 'The case changed in the meantime. Read it again.' },
  'work.case_closed': { status: 409, title: 'The case is closed.' },
  'work.task_changed': { status: 409, title: 'The task changed in the meantime. Read it again.' },
  'work.task_over': { status: 409, title: 'The task is no longer open.' },
  'work.other_function': { status: 422, title: 'A task stays within its function. Ask another function by a typed hand-over.' },
  'work.wish_unknown': { status: 422, title: 'Only wishes of the list may cross to another function.' },
  'work.receiver_not_of_function': { status: 422, title: 'This person is not of the function that answers such requests.' },
  'work.receiver_not_owner': { status: 422, title: 'Somebody else owns this customer for that function.' },
  'work.no_receiver': { status: 422, title: 'Nobody owns this customer for that function. Name the person to ask.' },
  'work.hand_over_decided': { status: 409, title: 'This hand-over was decided already.' },
  'work.hand_over_not_yours': { status: 403, title: 'Only the person who was asked may answer.' },
});
