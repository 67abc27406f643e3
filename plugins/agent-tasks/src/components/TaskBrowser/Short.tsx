import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A name on one line, cut where the column ends. */
export function Short(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        maxWidth: 130,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        '& *': { overflowWrap: 'normal', wordBreak: 'normal' },
      }}
    >
      {props.children}
    </Box>
  );
}
