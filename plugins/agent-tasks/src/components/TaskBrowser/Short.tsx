import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A name on one line, cut where the column ends. */
export function Short(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        '&& *': {
          display: 'inline',
          overflowWrap: 'normal',
          wordBreak: 'normal',
        },
      }}
    >
      {props.children}
    </Box>
  );
}
