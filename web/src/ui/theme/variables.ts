import type { CSSVariablesResolver } from '@mantine/core';
import { COLORS, FUNCTIONS, FUNCTION_HUES, SHADOWS, type Scheme } from './tokens.ts';

function schemeVariables(scheme: Scheme): Record<string, string> {
  const own = Object.entries(COLORS[scheme]).map(([name, value]) => [`--t-${name}`, value]);
  const hues = FUNCTIONS.flatMap((name) => [
    [`--t-fn-${name}`, FUNCTION_HUES[scheme][name].hue],
    [`--t-fn-${name}-tint`, FUNCTION_HUES[scheme][name].tint],
  ]);
  return {
    ...Object.fromEntries([...own, ...hues]),
    '--t-shadow-sheet': SHADOWS[scheme].sheet,
    '--t-shadow-panel': SHADOWS[scheme].panel,
    '--mantine-color-body': 'var(--t-page)',
    '--mantine-color-text': 'var(--t-ink)',
    '--mantine-color-dimmed': 'var(--t-ink-3)',
    '--mantine-color-placeholder': 'var(--t-ink-3)',
    '--mantine-color-anchor': 'var(--t-ink)',
    '--mantine-color-error': 'var(--t-harm)',
    '--mantine-color-default': 'var(--t-sheet)',
    '--mantine-color-default-hover': 'var(--t-hover)',
    '--mantine-color-default-color': 'var(--t-ink)',
    '--mantine-color-default-border': 'var(--t-control)',
    '--mantine-color-disabled': 'var(--t-sunk)',
    '--mantine-color-disabled-color': 'var(--t-ink-3)',
    '--mantine-color-disabled-border': 'var(--t-hairline)',
    '--mantine-primary-color-contrast': 'var(--t-on-ink)',
  };
}

/** The only place where hexes become CSS variables. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: schemeVariables('light'),
  dark: schemeVariables('dark'),
});
