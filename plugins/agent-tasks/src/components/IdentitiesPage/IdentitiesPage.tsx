import type { AgentTaskIdentity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useAgentTaskIdentities,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { rootRouteRef } from '../../routes';
import { NothingHere } from '../NothingHere';
import { PageFrame } from '../PageFrame';
import { IdentityCard } from './IdentityCard';

const ranks: Record<AgentTaskIdentity['status'], number> = {
  quarantined: 0,
  paused: 1,
  ok: 2,
  unused: 3,
};

/** How the automation identities are; what needs a hand comes first. */
export function IdentitiesPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const { value, error, updatedAt, refresh } = useAgentTaskIdentities();
  const identities = [...(value ?? [])].sort(
    (a, b) => ranks[a.status] - ranks[b.status] || a.id.localeCompare(b.id),
  );
  return (
    <PageFrame
      title={t('identities.title')}
      section="identities"
      parentHref={rootLink()}
    >
      <Stack spacing={2}>
        {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
        {!value && !error && (
          <Box role="status" aria-label={t('identities.loading')}>
            <Skeleton variant="rounded" height={220} />
          </Box>
        )}
        {value && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {value?.length === 0 && (
          <NothingHere
            title={t('identities.none.title')}
            text={t('identities.none.text')}
          />
        )}
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns:
              'repeat(auto-fill, minmax(min(420px, 100%), 1fr))',
          }}
        >
          {identities.map(identity => (
            <IdentityCard key={identity.id} identity={identity} />
          ))}
        </Box>
      </Stack>
    </PageFrame>
  );
}
