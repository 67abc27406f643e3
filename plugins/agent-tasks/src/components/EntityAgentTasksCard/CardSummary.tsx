import type { AgentTaskFacets } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import type { Entity } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { useEntityTasksLink } from './useEntityTasksLink';

/** The last 30 days in a line, and the way to everything. */
export function CardSummary(props: {
  entity: Entity;
  figures?: AgentTaskFacets['figures'];
  /** Whether nothing is on its way. */
  quiet: boolean;
  /** Tasks on their way that the card has no line for. */
  more: number;
}) {
  const { entity, figures, quiet, more } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const tasksLink = useEntityTasksLink(entity);
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 0.5,
        fontSize: '0.875rem',
      }}
    >
      <Box component="span" sx={{ color: 'text.secondary', mr: 'auto' }}>
        {quiet && <>{t('card.quiet')} </>}
        {figures && (
          <>
            {t('card.month', {
              done: String(figures.doneIn30Days),
              failed: String(figures.failedIn30Days),
            })}
            {figures.creditsIn30Days !== undefined && (
              <>
                {' · '}
                <Credits credits={figures.creditsIn30Days} withUnit />
              </>
            )}
          </>
        )}
      </Box>
      <Link to={tasksLink}>
        {more > 0 ? t('card.more', { count: more }) : t('card.all')} →
      </Link>
    </Box>
  );
}
