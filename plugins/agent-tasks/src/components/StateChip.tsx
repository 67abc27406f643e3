import Chip, { ChipProps } from '@mui/material/Chip';

/** What a state looks like. */
export type StateLook = Required<Pick<ChipProps, 'color' | 'icon'>>;

/** How something stands, as icon and word. */
export function StateChip(props: StateLook & { label: string }) {
  return (
    <Chip
      {...props}
      size="small"
      variant="outlined"
      // text keeps its contrast, the outline and the icon have the colour
      sx={{ m: 0, '& .v5-MuiChip-label': { color: 'text.primary' } }}
    />
  );
}
