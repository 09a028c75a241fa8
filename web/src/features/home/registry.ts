import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export type HomeComponent = LazyExoticComponent<ComponentType>;
type HomeModule = { readonly default: ComponentType };

/** Each role's home: `features/<word>/<role>-home.tsx` with the role as the session spells it, its component the default export. */
const files = import.meta.glob<HomeModule>('../*/*-home.tsx');

const roleOf = (file: string): string => file.replace(/^.*\//, '').replace(/-home\.tsx$/, '');

/** Which component is at home for which role. */
export const HOMES: Readonly<Record<string, HomeComponent>> = Object.fromEntries(
  Object.entries(files).map(([file, load]) => [roleOf(file), lazy(load)]),
);

/** The home of a role, or nothing while nobody has made it; `field_representative` and `field-representative` are the same role. */
export const homeOf = (role: string): HomeComponent | undefined => HOMES[role.replaceAll('_', '-').toLowerCase()];
