import type { AgentTaskIdentity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { BudgetBar } from './BudgetBar';
import { IdentityStatus } from './IdentityStatus';
import { TokenExpiry } from './TokenExpiry';

/** One identity: whether it works, what it has left, what waits for it. */
export function IdentityCard(props: { identity: AgentTaskIdentity }) {
  const { identity } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { launchBudget, rateLimit, lastError, waiting = 0 } = identity;
  const idle = identity.status === 'quarantined';
  const facts: [string, ReactNode][] = [
    [t('identities.repositories'), identity.repositories.join(', ')],
    [t('identities.token'), <TokenExpiry at={identity.tokenExpiresAt} />],
    [
      t('identities.lastUsed'),
      identity.lastUsedAt ? (
        <RelativeTime at={identity.lastUsedAt} />
      ) : (
        t('identities.never')
      ),
    ],
    [
      t('identities.lastError'),
      lastError ? (
        <>
          {lastError.message} · <RelativeTime at={lastError.at} />
        </>
      ) : (
        t('identities.noError')
      ),
    ],
  ];
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={identity.id}
      sx={{ p: 2.5 }}
    >
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2 }}>
          <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <Typography sx={{ fontWeight: 600 }} component="h3">
              {identity.id}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {[identity.login, identity.host].filter(Boolean).join(' · ')}
            </Typography>
          </Box>
          <IdentityStatus identity={identity} />
        </Box>
        {identity.status === 'quarantined' && (
          <Alert severity="error">{t('identities.quarantined')}</Alert>
        )}
        <Typography
          variant="body2"
          sx={{ fontWeight: waiting > 0 ? 600 : 400 }}
          color={waiting > 0 ? 'text.primary' : 'text.secondary'}
        >
          {waiting > 0
            ? t('identities.waiting.some', { count: waiting })
            : t('identities.waiting.none')}
        </Typography>
        <BudgetBar
          name={t('identities.budget.perMinute')}
          left={launchBudget.remainingPerMinute}
          limit={launchBudget.perMinute}
          idle={idle}
        />
        <BudgetBar
          name={t('identities.budget.perHour')}
          left={launchBudget.remainingPerHour}
          limit={launchBudget.perHour}
          idle={idle}
        />
        <BudgetBar
          name={t('identities.budget.requests')}
          left={rateLimit?.remaining}
          limit={rateLimit?.limit}
          resetAt={rateLimit?.resetAt}
          idle={idle}
        />
        <Box
          component="dl"
          sx={{
            m: 0,
            display: 'grid',
            gridTemplateColumns: '96px minmax(0, 1fr)',
            rowGap: 0.75,
            columnGap: 1.5,
            fontSize: '0.875rem',
            lineHeight: 1.5,
            '& dt': { color: 'text.secondary' },
            '& dd': { m: 0, overflowWrap: 'anywhere' },
          }}
        >
          {facts.map(([name, fact]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </Box>
          ))}
        </Box>
      </Stack>
    </Paper>
  );
}
