import FormHelperText from '@mui/material/FormHelperText';

/** What is wrong with a group of fields; nothing where nothing is. */
export function WrongText(props: { text?: string }) {
  return props.text ? (
    <FormHelperText error>{props.text}</FormHelperText>
  ) : null;
}
