import Tooltip from '@mui/material/Tooltip';
import { useNow, useTimeFormat } from '../time';

/**
 * How long something has lasted, in one unit, with the exact beginning on
 * hover. `since` and `until` are ISO 8601; without `until` it is still going on.
 *
 * @public
 */
export function Duration(props: { since: string; until?: string }) {
  const { since, until } = props;
  const now = useNow();
  const format = useTimeFormat();
  const end = until ? Date.parse(until) : now;
  return (
    <Tooltip title={format.exact(since)}>
      <time dateTime={since} style={{ whiteSpace: 'nowrap' }}>
        {format.duration(Math.max(0, end - Date.parse(since)))}
      </time>
    </Tooltip>
  );
}
