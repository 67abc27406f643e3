import TextField from '@mui/material/TextField';

/** Takes the reason that the broker keeps with what is asked. */
export function ReasonField(props: {
  label: string;
  helperText?: string;
  value: string;
  onChange(value: string): void;
  required?: boolean;
  disabled: boolean;
}) {
  const { onChange, ...rest } = props;
  return (
    <TextField
      {...rest}
      onChange={event => onChange(event.target.value)}
      inputProps={{ maxLength: 1000 }}
      size="small"
      fullWidth
      multiline
    />
  );
}
