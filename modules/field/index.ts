export { assignCustomers, assignCustomersIn, recordTerritories, refreshMembership, type AssignCustomers } from './assign-customers.ts';
export { acceptVisit, declineVisit, planVisit, type AcceptVisit, type PlanVisit } from './plan-visit.ts';
export { reportVisit, type ReportVisit } from './report-visit.ts';
export { readDay, suggestTime, type DayVisit, type FieldDay } from './read-day.ts';
export { readPractice, type PracticeHistory } from './read-practice.ts';
export { handlers } from './events.ts';
export { routes } from './routes.ts';
export { DISCUSSED, NEXT_STEPS, NOT_NOW, OUTCOMES, VISIT_STATES, type Discussed, type NextStep, type NotNow, type Outcome, type VisitState } from './types.ts';
