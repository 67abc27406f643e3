import Tooltip from '@mui/material/Tooltip';
import { useNow, useTimeFormat } from '../time';

/**
 * `40 min ago`, with the exact time on hover; in `timeZone` as well, where that
 * is another than the reader's. `at` is ISO 8601.
 *
 * @public
 */
export function RelativeTime(props: { at: string; timeZone?: string }) {
  const { at, timeZone } = props;
  const now = useNow();
  const format = useTimeFormat();
  const here = format.exact(at);
  const there = timeZone ? format.exact(at, timeZone) : here;
  return (
    <Tooltip title={here === there ? here : `${here} · ${there} (${timeZone})`}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {format.relative(at, now)}
      </time>
    </Tooltip>
  );
}
