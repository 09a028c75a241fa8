import { virtualColor, type MantineColorsTuple } from '@mantine/core';
import { COLORS, FUNCTIONS, FUNCTION_HUES, type Scheme } from './tokens.ts';

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function mix(from: string, to: string, share: number): string {
  const target = channels(to);
  const mixed = channels(from).map((value, i) => Math.round(value + ((target[i] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Ten steps from a tint (0) to the hue itself (6) and on towards `end` (9). */
function tuple(tint: string, hue: string, end: string): MantineColorsTuple {
  const towards = (i: number): string => (i <= 6 ? mix(tint, hue, i / 6) : mix(hue, end, (i - 6) / 8));
  return Array.from({ length: 10 }, (_, i) => towards(i)) as unknown as MantineColorsTuple;
}

function pair(name: string, of: (scheme: Scheme) => MantineColorsTuple) {
  return {
    [`${name}Light`]: of('light'),
    [`${name}Dark`]: of('dark'),
    [name]: virtualColor({ name, light: `${name}Light`, dark: `${name}Dark` }),
  };
}

const state = (name: 'done' | 'due' | 'harm') =>
  pair(name, (s) => tuple(COLORS[s][`${name}-tint`], COLORS[s][name], COLORS[s].ink));

/** One Mantine colour a function and state, each switching with the scheme; `ink` is the primary colour. */
export const colors: Record<string, MantineColorsTuple> = {
  ...pair('ink', (s) => tuple(COLORS[s]['refused-tint'], COLORS[s].ink, COLORS[s]['ink-2'])),
  ...state('done'),
  ...state('due'),
  ...state('harm'),
  ...Object.assign({}, ...FUNCTIONS.map((name) =>
    pair(name, (s) => tuple(FUNCTION_HUES[s][name].tint, FUNCTION_HUES[s][name].hue, COLORS[s].ink)))),
};
