export { moves } from './moves.ts';
export { assignCustomers, refreshMembership } from './assign-customers.ts';
export { acceptVisit, declineVisit, planVisit } from './plan-visit.ts';
export { reportVisit } from './report-visit.ts';
export { readDay } from './read-day.ts';
export { readPractice } from './read-practice.ts';
export { readTeam, readTeamMember } from './read-team.ts';
export { handlers } from './events.ts';
export { routes } from './routes.ts';
