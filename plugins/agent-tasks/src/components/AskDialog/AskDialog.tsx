import Button, { ButtonProps } from '@mui/material/Button';
import Dialog, { DialogProps } from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { ReactNode, useId } from 'react';

/**
 * A dialog that asks the broker for something: what it says and asks, a way
 * back, and the button that does it. It stays open while the broker answers.
 */
export function AskDialog(props: {
  title: string;
  running: boolean;
  /** The way back, in a word. */
  cancel: string;
  /** The button that asks; none where there is nothing left to ask. */
  confirm?: { label: string } & Pick<
    ButtonProps,
    'color' | 'disabled' | 'form' | 'onClick' | 'type'
  >;
  maxWidth?: DialogProps['maxWidth'];
  onClose(): void;
  children: ReactNode;
}) {
  const { title, running, cancel, confirm, onClose, children } = props;
  const titleId = useId();
  return (
    <Dialog
      open
      fullWidth
      maxWidth={props.maxWidth ?? 'sm'}
      aria-labelledby={titleId}
      onClose={running ? undefined : onClose}
    >
      <DialogTitle id={titleId} sx={{ overflowWrap: 'anywhere' }}>
        {title}
      </DialogTitle>
      <DialogContent>
        {/* a field at the top has its label above its edge */}
        <Stack spacing={2} sx={{ pt: 1 }}>
          {children}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={running}>
          {cancel}
        </Button>
        {confirm && (
          <Button
            variant="contained"
            color={confirm.color}
            type={confirm.type}
            form={confirm.form}
            disabled={running || confirm.disabled}
            onClick={confirm.onClick}
          >
            {confirm.label}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
