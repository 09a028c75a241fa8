import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import './layers.css';
import '@mantine/core/styles.layer.css';
import './fonts.css';
import './base.css';
import { theme } from './theme.ts';
import { cssVariablesResolver } from './variables.ts';

const keptScheme = localStorageColorSchemeManager({ key: 'tutti-color-scheme' }); // the same key as public/scheme.js

/** Gives everything inside it Tutti's look, in the scheme the reader chose. */
export function TuttiTheme({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} colorSchemeManager={keptScheme} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
