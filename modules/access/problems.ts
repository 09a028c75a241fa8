import { problems } from '#platform/problem';

problems({
  'access.email_taken': { status: 409, title: 'Somebody with this e-mail address is there already.' },
  'access.own_role': { status: 409, title: 'Nobody changes his own role. Ask another administrator.' },
  'access.own_account': { status: 409, title: 'Nobody deactivates himself. Ask another administrator.' },
  'access.last_administrator': { status: 409, title: 'This is the last active administrator. Make somebody else one first.' },
  'access.manager_circle': { status: 409, title: 'This manager answers to the person herself.' },
  'access.manager_inactive': { status: 409, title: 'This manager is not active.' },
  'access.state_already': { status: 409, title: 'The person is in this state already.' },
  'access.no_person': { status: 404, title: 'There is no such active person.' },
  'access.team_name_taken': { status: 409, title: 'A team with this name is there already.' },
  'access.team_ended': { status: 409, title: 'This team has ended.' },
  'access.sees_already': { status: 409, title: 'You see this customer already.' },
  'access.no_such_customer': { status: 404, title: 'No customer has this number.' },
  'access.break_glass_over': { status: 409, title: 'This access has ended already.' },
  'access.review_closed': { status: 409, title: 'This review is closed. It is a record now.' },
  'access.review_not_done': { status: 409, title: 'Lines wait for a decision, or for being carried out.' },
  'access.own_line': { status: 409, title: 'Nobody reviews his own access.' },
  'access.line_carried_out': { status: 409, title: 'This decision was carried out already.' },
  'access.line_not_decided': { status: 409, title: 'There is nothing to carry out on this line.' },
  'access.role_moved_on': { status: 409, title: 'The role was changed since the review was opened. Decide anew.' },
});
