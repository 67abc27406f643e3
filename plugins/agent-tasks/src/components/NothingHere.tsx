import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** In place of a list that is empty: why, and what can be done about it. */
export function NothingHere(props: {
  icon?: ReactNode;
  title: string;
  text: string;
  /** The one next step. */
  children?: ReactNode;
}) {
  const { icon, title, text, children } = props;
  return (
    <Box sx={{ textAlign: 'center', py: 8, px: 2 }}>
      {icon}
      <Typography variant="h6" component="p" gutterBottom>
        {title}
      </Typography>
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ maxWidth: 460, mx: 'auto' }}
      >
        {text}
      </Typography>
      {children && <Box sx={{ mt: 2 }}>{children}</Box>}
    </Box>
  );
}
