import type { MantineThemeComponents } from '@mantine/core';

const onInk = { 'checkbox-icon': '--checkbox-icon-color', 'radio-icon': '--radio-icon-color' } as const;

/** How Mantine's own parts look here; what needs more than this is a part of ours. */
export const components: MantineThemeComponents = {
  Button: {
    defaultProps: { size: 'sm', variant: 'outline' },
    styles: { label: { fontWeight: 600 } },
    vars: (_theme: unknown, props: { size?: string }) =>
      props.size === 'xs' ? { root: { '--button-height': '28px', '--button-padding-x': '10px', '--button-fz': 'var(--t-text-sm)' } } : { root: { '--button-padding-x': '14px', '--button-fz': 'var(--t-text-sm)' } },
  },
  ActionIcon: { defaultProps: { variant: 'subtle', size: 36 } },
  Checkbox: { vars: () => ({ root: { [onInk['checkbox-icon']]: 'var(--t-on-ink)', '--checkbox-radius': '4px' } }) },
  Radio: { vars: () => ({ root: { [onInk['radio-icon']]: 'var(--t-on-ink)' } }) },
  InputWrapper: { styles: { label: { fontWeight: 600, fontSize: 'var(--t-text-sm)', marginBottom: 6 }, description: { color: 'var(--t-ink-3)', fontSize: 'var(--t-text-xs)' }, error: { fontSize: 'var(--t-text-xs)' } } },
  Input: { defaultProps: { size: 'sm' }, vars: (_theme: unknown, props: { error?: unknown }) => ({ wrapper: props.error ? { '--input-bg': 'var(--t-sheet)' } : { '--input-bd': 'var(--t-control)', '--input-bg': 'var(--t-sheet)' } }) },
  Tooltip: { defaultProps: { openDelay: 400, withArrow: false, color: 'ink', events: { hover: true, focus: true, touch: false } }, styles: { tooltip: { fontSize: 'var(--t-text-xs)', color: 'var(--t-on-ink)', background: 'var(--t-ink)' } } },
  Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'xl', radius: 'lg', transitionProps: { duration: 120 } }, styles: { dropdown: { borderColor: 'var(--t-strong)' } } },
  Popover: { defaultProps: { shadow: 'xl', radius: 'lg', transitionProps: { duration: 120 } }, styles: { dropdown: { borderColor: 'var(--t-strong)' } } },
  Modal: { defaultProps: { radius: 'lg', shadow: 'xl', transitionProps: { duration: 180 } } },
  Switch: { defaultProps: { size: 'sm' }, styles: { thumb: { background: 'var(--t-sheet)', borderColor: 'var(--t-control)' } } },
  Tabs: { defaultProps: { variant: 'default' }, styles: { tab: { fontWeight: 500 } } },
  Badge: { styles: { root: { textTransform: 'none', fontWeight: 600 } } },
};
