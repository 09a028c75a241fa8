import { createTheme, defaultVariantColorsResolver, type MantineThemeOverride, type VariantColorsResolver } from '@mantine/core';
import { components } from './components.ts';
import { colors } from './tuples.ts';

const SERIF = "'Newsreader Variable', Georgia, serif";
const SANS = "'Hanken Grotesk Variable', system-ui, sans-serif";
const MONO = "'Geist Mono Variable', ui-monospace, monospace";

/** Buttons and badges in our variables: ink says yes, everything else is an outline on paper. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const base = defaultVariantColorsResolver(input);
  const name = input.color ?? 'ink';
  const hue = name === 'ink' ? 'var(--t-ink)' : `var(--mantine-color-${name}-6)`;
  if (input.variant === 'filled') return { ...base, background: hue, hover: `color-mix(in oklab, ${hue} 88%, var(--t-page))`, color: 'var(--t-on-ink)', border: '1px solid transparent' };
  if (input.variant === 'outline') return { ...base, background: 'var(--t-sheet)', hover: 'var(--t-hover)', color: hue, border: `1px solid ${name === 'ink' ? 'var(--t-control)' : hue}` };
  if (input.variant === 'subtle') return { ...base, hover: 'color-mix(in oklab, var(--t-ink) 7%, transparent)', color: name === 'ink' ? 'var(--t-ink-2)' : hue };
  if (input.variant === 'light') return { ...base, background: `var(--mantine-color-${name}-0)`, hover: `var(--mantine-color-${name}-1)`, color: hue };
  return base;
};

/** Sizes are variables so that the phone can add its pixel in one place (`base.css`). */
const sizes = { xxs: 'var(--t-text-xxs)', xs: 'var(--t-text-xs)', sm: 'var(--t-text-sm)', md: 'var(--t-text-md)', lg: 'var(--t-text-lg)', xl: 'var(--t-text-xl)' };

export const theme: MantineThemeOverride = createTheme({
  colors,
  components,
  variantColorResolver,
  primaryColor: 'ink',
  primaryShade: 6,
  autoContrast: true,
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: sizes,
  lineHeights: { xxs: '1.3333', xs: '1.36', sm: '1.3846', md: '1.4286', lg: '1.3333', xl: '1.5' },
  headings: {
    fontFamily: SERIF,
    fontWeight: '500',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '2.125rem' },
      h2: { fontSize: '1.3125rem', lineHeight: '1.625rem' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.25rem', fontWeight: '600' },
      h4: { fontSize: '0.875rem', lineHeight: '1.25rem', fontWeight: '600' },
    },
  },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem', xxl: '2.5rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '20px' },
  defaultRadius: 'md',
  shadows: { xs: 'var(--t-shadow-sheet)', sm: 'var(--t-shadow-sheet)', md: 'var(--t-shadow-panel)', lg: 'var(--t-shadow-panel)', xl: 'var(--t-shadow-panel)' },
  breakpoints: { xs: '30em', sm: '48em', md: '75em', lg: '100em', xl: '120em' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  other: { serif: SERIF },
});
