import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';

/** Enough characters to tell versions of one template apart. */
const SHORT = 10;

/** The beginning of a digest, whole on hover. */
export function Digest(props: { digest: string }) {
  const { digest } = props;
  return (
    <Tooltip title={digest}>
      <Box
        component="code"
        sx={{
          display: 'block',
          color: 'text.secondary',
          width: 'fit-content',
          whiteSpace: 'nowrap',
        }}
      >
        {digest.slice(0, 'sha256:'.length + SHORT)}…
      </Box>
    </Tooltip>
  );
}
