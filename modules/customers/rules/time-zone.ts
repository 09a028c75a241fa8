const STATES: Readonly<Record<string, string>> = {
  'America/New_York': 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV',
  'America/Chicago': 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI',
  'America/Denver': 'CO ID MT NM UT WY',
  'America/Phoenix': 'AZ',
  'America/Los_Angeles': 'CA NV OR WA',
  'America/Anchorage': 'AK',
  'Pacific/Honolulu': 'HI',
  'America/Puerto_Rico': 'PR VI',
  'Pacific/Guam': 'GU MP',
  'Pacific/Pago_Pago': 'AS',
};

// States on two clocks: the three-digit ZIP areas that lie on the other one (49 CFR part 71).
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'America/Chicago': '324 325 420 421 422 423 424 426 427 463 464 476 477',
  'America/New_York': '373 374 376 377 378 379',
  'America/Denver': '586 577 691 692 693 677 798 799 885 979',
  'America/Los_Angeles': '835 838',
};

const table = (zones: Readonly<Record<string, string>>) =>
  new Map(Object.entries(zones).flatMap(([zone, keys]) => keys.split(' ').map((key) => [key, zone] as const)));
const byState = table(STATES);
const byArea = table(EXCEPTIONS);

/** The IANA time zone of a US address; null where state and ZIP say nothing. */
export function timeZoneOf(state: string, postalCode = ''): string | null {
  return byArea.get(postalCode.slice(0, 3)) ?? byState.get(state.toUpperCase()) ?? null;
}
