/** Every colour of Tutti, once. Components use the variables made from these (`variables.ts`), never a hex. */

export const FUNCTIONS = ['sales', 'marketing', 'medical', 'market-access', 'contact-centre', 'patient-services'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

type Hue = { readonly hue: string; readonly tint: string };
export type Scheme = 'light' | 'dark';

/** Measured: each hue ≥ 4.5 : 1 on page, sheet and its tint, and told apart under simulated colour blindness (UX §5). */
export const FUNCTION_HUES: Record<Scheme, Record<FunctionName, Hue>> = {
  light: {
    sales: { hue: '#1642CC', tint: '#E7ECFC' },
    marketing: { hue: '#8A0A50', tint: '#F9E6EF' },
    medical: { hue: '#09777B', tint: '#DDF1F0' },
    'market-access': { hue: '#8A5B08', tint: '#F8ECD4' },
    'contact-centre': { hue: '#5B3B95', tint: '#EEE9F8' },
    'patient-services': { hue: '#0B5A1E', tint: '#E0F0E2' },
  },
  dark: {
    sales: { hue: '#8FBFFA', tint: '#1B2A44' },
    marketing: { hue: '#EE6B9E', tint: '#3F1D2D' },
    medical: { hue: '#63EDEC', tint: '#113638' },
    'market-access': { hue: '#D6A257', tint: '#392B12' },
    'contact-centre': { hue: '#A88FFF', tint: '#2B2450' },
    'patient-services': { hue: '#BFDEA8', tint: '#24371D' },
  },
};

export const COLORS = {
  light: {
    page: '#F6F5F1', sunk: '#EFEDE7', sheet: '#FFFFFF', hairline: '#E2DFD6', strong: '#CFCBBF', control: '#7F8490',
    ink: '#191C24', 'ink-2': '#474C59', 'ink-3': '#5F6573', 'on-ink': '#FFFFFF', hover: '#F6F5F1', selected: '#E7ECFC',
    refused: '#474C59', 'refused-tint': '#E9E7E1', done: '#1C6B3C', 'done-tint': '#E3F3E8', due: '#7A4B00', 'due-tint': '#FFF1D1',
    harm: '#B3201D', 'harm-tint': '#FCE9E7', focus: '#0A66FF', live: '#D9432F', hatch: '#CFCBBF', 'hatch-ink': '#8B8F99', band: '#E6E6E4', shade: '#F2F1EC',
  },
  dark: {
    page: '#121419', sunk: '#0D0F13', sheet: '#1B1D24', hairline: '#2B2E38', strong: '#3B3F4B', control: '#767B8A',
    ink: '#ECEBE6', 'ink-2': '#BEC1CA', 'ink-3': '#9297A5', 'on-ink': '#121419', hover: '#22252E', selected: '#1B2A44',
    refused: '#BEC1CA', 'refused-tint': '#2A2C34', done: '#7FD3A0', 'done-tint': '#15341F', due: '#F2C063', 'due-tint': '#3A2C0E',
    harm: '#FF8A80', 'harm-tint': '#43191A', focus: '#7DB0FF', live: '#FF7A66', hatch: '#3B3F4B', 'hatch-ink': '#8A8F9D', band: '#333438', shade: '#171920',
  },
} as const satisfies Record<Scheme, Record<string, string>>;

export const SHADOWS = {
  light: { sheet: '0 1px 2px rgb(25 28 36 / 5%)', panel: '0 12px 40px rgb(25 28 36 / 16%)' },
  dark: { sheet: 'none', panel: 'none' },
} as const;
