import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** The quieter second line of a cell. */
export function Second(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        color: 'text.secondary',
        fontSize: '0.8125rem',
        lineHeight: 1.5,
        mt: 0.25,
      }}
    >
      {props.children}
    </Box>
  );
}
