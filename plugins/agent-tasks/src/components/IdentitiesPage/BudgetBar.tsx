import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useId } from 'react';

const number = new Intl.NumberFormat();

/** Below this share a budget is told as scarce. */
const SCARCE = 0.2;

/** What is left of a budget; one that was never heard of is said to be unknown. */
export function BudgetBar(props: {
  name: string;
  left?: number;
  limit?: number;
  /** When it is full again, ISO 8601. */
  resetAt?: string;
  /** Whether nothing can be launched with it now, whatever is left. */
  idle?: boolean;
}) {
  const { name, left, limit, resetAt, idle } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const nameId = useId();
  const known = left !== undefined && limit !== undefined && limit > 0;
  const share = known ? Math.min(1, Math.max(0, left / limit)) : 0;
  const scarce = known && !idle && share < SCARCE;
  const words = known
    ? t('identities.budget.left', {
        left: number.format(left),
        limit: number.format(limit),
      })
    : t('identities.budget.unheard');
  return (
    <Box sx={{ fontSize: '0.875rem' }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1,
          mb: 0.5,
        }}
      >
        <Box component="span" id={nameId} sx={{ mr: 'auto' }}>
          {name}
        </Box>
        <Box
          component="span"
          sx={{
            color: scarce ? 'text.primary' : 'text.secondary',
            fontWeight: scarce ? 600 : 400,
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {words}
          {known && resetAt && left < limit && (
            <>
              {' · '}
              {t('identities.budget.resets')} <RelativeTime at={resetAt} />
            </>
          )}
        </Box>
      </Box>
      {known && (
        <LinearProgress
          variant="determinate"
          value={share * 100}
          color={barColor(scarce, idle)}
          aria-labelledby={nameId}
          aria-valuetext={words}
          sx={{ height: 6, borderRadius: 3, color: 'text.disabled' }}
        />
      )}
    </Box>
  );
}

function barColor(scarce: boolean, idle?: boolean) {
  if (idle) {
    return 'inherit';
  }
  return scarce ? 'warning' : 'primary';
}
