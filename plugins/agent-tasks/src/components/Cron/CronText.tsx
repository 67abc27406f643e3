import Box from '@mui/material/Box';
import { cronWords } from './cronWords';

/** As the reader's language writes the time of day. */
const hours = new Intl.DateTimeFormat(undefined, {
  hour: 'numeric',
}).resolvedOptions().hour12
  ? 12
  : 24;

/** When a schedule runs, in words where there are some, and as it was written. */
export function CronText(props: { cron: string; timeZone: string }) {
  const { cron, timeZone } = props;
  const words = cronWords(cron, { hours });
  return (
    <>
      {words}
      <Box
        sx={{
          color: 'text.secondary',
          fontSize: '0.8125rem',
          '& code': { fontSize: 'inherit' },
        }}
      >
        <code>{cron}</code> · {timeZone}
      </Box>
    </>
  );
}
