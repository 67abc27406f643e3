import type { AgentTaskTemplateVersion } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
  useAgentTaskTemplates,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTaskListLink } from '../../hooks/useTemplateLink';
import { SuccessRate } from '../TemplatesPage/SuccessRate';

const everything = { type: ['template' as const, 'include' as const] };

/** Whose the template is, and how it has done. */
export function TemplateFacts(props: { current: AgentTaskTemplateVersion }) {
  const { ref } = props.current;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const taskListLink = useTaskListLink();
  const { value } = useAgentTaskTemplates(everything);
  const template = value?.find(item => item.ref === ref);
  const facts: [string, ReactNode][] = [
    [
      t('template.facts.owner'),
      template?.owner && <EntityRefLink entityRef={template.owner} hideIcon />,
    ],
    [
      t('template.facts.used'),
      template?.uses ? (
        <Link to={taskListLink({ template: ref })}>
          {t('templates.uses', { count: template.uses })}
        </Link>
      ) : undefined,
    ],
    [
      t('template.facts.success'),
      template?.type === 'template' && (
        <SuccessRate history={template.history} />
      ),
    ],
    [
      t('template.facts.credits'),
      template?.type === 'template' && (
        <Credits credits={template.history.medianCredits} withUnit />
      ),
    ],
    [t('template.facts.model'), template?.model],
    [t('template.facts.customAgent'), template?.customAgent],
    [
      t('template.facts.catalog'),
      <EntityRefLink
        entityRef={ref}
        hideIcon
        title={t('template.facts.open')}
      />,
    ],
  ];
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('template.facts.title')}
      sx={{ p: 2.5 }}
    >
      <Typography variant="subtitle2" component="h2" sx={{ mb: 1.5 }}>
        {t('template.facts.title')}
      </Typography>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: '104px minmax(0, 1fr)',
          rowGap: 1,
          columnGap: 1.5,
          fontSize: '0.875rem',
          lineHeight: 1.5,
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, overflowWrap: 'anywhere' },
        }}
      >
        {facts
          .filter(([, fact]) => Boolean(fact))
          .map(([name, fact]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </Box>
          ))}
      </Box>
    </Paper>
  );
}
