import { FUNCTIONS, type FunctionName } from '../../ui/theme/tokens.ts';

/** A function as the API spells it (`contact_centre`), as the one that has a hue. */
export const functionOf = (name: string): FunctionName => FUNCTIONS.find((one) => one === name.replaceAll('_', '-')) ?? 'marketing';

/** Whose work an event is. */
export const functionOfEvent = (type: string | null): FunctionName =>
  type?.startsWith('formulary.') ? 'market-access' : type === 'case.opened' ? 'contact-centre' : type === 'referral.requested' || type === 'visit.done' ? 'sales' : 'marketing';
