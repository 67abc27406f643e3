import {
  agentTasksTranslationRef,
  RelativeTime,
  useNow,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';

const DAY_MS = 24 * 60 * 60 * 1000;

/** From here on a token's end is worth a warning, as the backend gives one. */
const WARN_DAYS = 14;

/** How long a token still works; an end that nobody told is said as unknown. */
export function TokenExpiry(props: { at?: string }) {
  const { at } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const now = useNow();
  if (!at) {
    return <>{t('identities.tokenUnknown')}</>;
  }
  const left = Date.parse(at) - now;
  const near = left < WARN_DAYS * DAY_MS;
  return (
    <Box component="span" sx={{ fontWeight: near ? 600 : 400 }}>
      {near && (
        <WarningIcon
          aria-hidden
          sx={{
            fontSize: 18,
            mr: 0.5,
            verticalAlign: 'text-bottom',
            color: left < 0 ? 'error.main' : 'warning.main',
          }}
        />
      )}
      {left < 0 ? t('identities.tokenExpired') : t('identities.tokenExpires')}{' '}
      <RelativeTime at={at} />
    </Box>
  );
}
