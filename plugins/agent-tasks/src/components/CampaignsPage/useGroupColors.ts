import { alpha, useTheme } from '@mui/material/styles';
import type { StatusGroup } from './statusGroups';

/** Colours of the groups on this theme's ground; words repeat what they say. */
export function useGroupColors(): Record<StatusGroup, string> {
  const { palette } = useTheme();
  return {
    done: palette.success.main,
    review: palette.primary.main,
    active: alpha(palette.primary.main, 0.5),
    attention: palette.warning.main,
    failed: palette.error.main,
    waiting: alpha(palette.text.primary, 0.16),
  };
}
