import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type HomeModule = { readonly default: ComponentType };

/** Each role's home: `features/<word>/<role>-home.tsx` with the role as the session spells it, its component the default export. */
const files = import.meta.glob<HomeModule>('../*/*-home.tsx');

const roleOf = (file: string): string => file.replace(/^.*\//, '').replace(/-home\.tsx$/, '');

/** Which component is at home for which role, spelled with hyphens; none for a role without a home of its own. */
export const HOMES: Readonly<Partial<Record<string, LazyExoticComponent<ComponentType>>>> = Object.fromEntries(
  Object.entries(files).map(([file, load]) => [roleOf(file), lazy(load)]),
);
