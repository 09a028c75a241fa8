import { useLocalStorage } from '@mantine/hooks';
import { IconFileText, IconPill, IconRoute, IconStethoscope, IconBuildingHospital, IconBuildingBank } from '@tabler/icons-react';
import type { RailEntry } from '../ui/frame/rail.tsx';
import { usePerson } from './session.ts';

const ICONS = { person: IconStethoscope, organisation: IconBuildingHospital, payer: IconBuildingBank, product: IconPill, journey: IconRoute, page: IconFileText } as const;
export type Pin = { readonly href: string; readonly label: string; readonly kind: keyof typeof ICONS };

const MOST = 7; // a list that needs scrolling is no longer at hand

/** What this person pinned to the rail, kept in this browser; `toggle` pins or unpins a page. */
function usePins(): { readonly pins: readonly Pin[]; readonly isPinned: (href: string) => boolean; readonly toggle: (pin: Pin) => void } {
  const person = usePerson();
  const [pins, setPins] = useLocalStorage<readonly Pin[]>({ key: `tutti-pins-${person?.userId ?? 'nobody'}`, defaultValue: [] });
  const isPinned = (href: string) => pins.some((pin) => pin.href === href);
  const toggle = (pin: Pin) => setPins(isPinned(pin.href) ? pins.filter((one) => one.href !== pin.href) : [...pins, pin].slice(-MOST));
  return { pins, isPinned, toggle };
}

/** The pins as entries of the rail. */
export const usePinned = (): readonly RailEntry[] =>
  usePins().pins.map((pin) => ({ id: `pin:${pin.href}`, label: pin.label, href: pin.href, icon: ICONS[pin.kind] ?? IconFileText }));
