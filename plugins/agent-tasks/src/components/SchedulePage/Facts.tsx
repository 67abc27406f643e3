import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Facts, one a line; unknown ones are left out. */
export function Facts(props: { facts: [string, ReactNode][] }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: {
          xs: '112px minmax(0, 1fr)',
          sm: '150px minmax(0, 1fr)',
        },
        rowGap: 1,
        columnGap: 1.5,
        fontSize: '0.875rem',
        lineHeight: 1.5,
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, overflowWrap: 'anywhere' },
        '& ul, & ol': { m: 0, p: 0, listStyle: 'none' },
        '& code': { fontSize: '0.8125rem' },
      }}
    >
      {props.facts
        .filter(([, fact]) => Boolean(fact))
        .map(([name, fact]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </Box>
        ))}
    </Box>
  );
}
