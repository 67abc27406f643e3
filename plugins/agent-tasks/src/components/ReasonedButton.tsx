import Button, { ButtonProps } from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useId } from 'react';
import { visuallyHidden } from './visuallyHidden';

/**
 * A button that, where it cannot be used, stays reachable and says why.
 */
export function ReasonedButton(
  props: Omit<ButtonProps, 'disabled'> & {
    /** Why not; the button works where there is none. */
    reason?: string;
  },
) {
  const { reason, onClick, sx, ...rest } = props;
  const reasonId = useId();
  if (!reason) {
    return <Button {...rest} sx={sx} onClick={onClick} />;
  }
  return (
    <Tooltip title={reason}>
      <span>
        <Button
          {...rest}
          aria-disabled
          aria-describedby={reasonId}
          disableRipple
          variant={rest.variant === 'contained' ? 'outlined' : rest.variant}
          sx={{
            ...sx,
            opacity: 0.55,
            cursor: 'not-allowed',
          }}
          onClick={event => event.preventDefault()}
        />
        <span id={reasonId} style={visuallyHidden}>
          {reason}
        </span>
      </span>
    </Tooltip>
  );
}
