import { Theme, ThemeProvider } from '@mui/material/styles';
import type { ReactNode } from 'react';

/**
 * Takes over what surrounds the plugin: its font, whichever frontend system and
 * component library set it, and the radius of the cards of Backstage UI.
 * Colours stay the app theme's own.
 */
export function SeamlessTheme(props: { children: ReactNode }) {
  return <ThemeProvider theme={seamless}>{props.children}</ThemeProvider>;
}

/** Radius of Backstage UI's cards, pixels. */
const RADIUS_PX = 8;

function seamless(outer: Theme): Theme {
  const typography = Object.fromEntries(
    Object.entries(outer.typography).map(([name, value]) => [
      name,
      value && typeof value === 'object'
        ? { ...value, fontFamily: 'inherit' }
        : value,
    ]),
  ) as unknown as Theme['typography'];
  return {
    ...outer,
    shape: { ...outer.shape, borderRadius: RADIUS_PX },
    typography: {
      ...typography,
      fontFamily: 'inherit',
      button: { ...typography.button, textTransform: 'none' },
    },
  };
}
