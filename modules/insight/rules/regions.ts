// The four regions of the United States Census Bureau.
const REGIONS: Readonly<Record<string, string>> = {
  'the Northeast': 'CT ME MA NH RI VT NJ NY PA',
  'the Midwest': 'IL IN MI OH WI IA KS MN MO NE ND SD',
  'the South': 'DE FL GA MD NC SC VA DC WV AL KY MS TN AR LA OK TX',
  'the West': 'AZ CO ID MT NV NM UT WY AK CA HI OR WA',
};

const OF_STATE = new Map(Object.entries(REGIONS).flatMap(([region, states]) => states.split(' ').map((state) => [state, region] as const)));

/** The census region of a state's postal code; null for what lies outside. */
export const regionOf = (state: string): string | null => OF_STATE.get(state) ?? null;
