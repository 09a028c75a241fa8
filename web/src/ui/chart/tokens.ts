import { COLORS, FUNCTION_HUES, type FunctionName, type Scheme } from '../theme/tokens.ts';

/** What a chart may paint with: a canvas cannot read CSS variables, so it gets the same values. */
export type ChartTokens = {
  readonly ink: string; readonly ink2: string; readonly ink3: string; readonly hairline: string; readonly sheet: string; readonly refused: string;
  readonly functions: Readonly<Record<FunctionName, string>>;
  /** Shades of ink, for what is not a function. */
  readonly shades: readonly string[];
};

export function chartTokens(scheme: Scheme): ChartTokens {
  const colors = COLORS[scheme];
  const functions = Object.fromEntries(Object.entries(FUNCTION_HUES[scheme]).map(([name, { hue }]) => [name, hue])) as Record<FunctionName, string>;
  return {
    ink: colors.ink, ink2: colors['ink-2'], ink3: colors['ink-3'], hairline: colors.hairline, sheet: colors.sheet, refused: colors['hatch-ink'], functions,
    shades: [colors.ink, colors['ink-3'], colors.control, colors.strong],
  };
}
