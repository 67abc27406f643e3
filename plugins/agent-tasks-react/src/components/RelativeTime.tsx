import Tooltip from '@mui/material/Tooltip';
import { useNow, useTimeFormat } from '../time';

/**
 * `40 min ago`, with the exact time on hover. `at` is ISO 8601.
 *
 * @public
 */
export function RelativeTime(props: { at: string }) {
  const { at } = props;
  const now = useNow();
  const format = useTimeFormat();
  return (
    <Tooltip title={format.exact(at)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {format.relative(at, now)}
      </time>
    </Tooltip>
  );
}
