import type { AgentTaskPreview } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';

const number = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** What such a task has cost so far, and the texts that its prompt begins with. */
export function PreviewCost(props: { preview: AgentTaskPreview }) {
  const { expectedCredits, includes = [] } = props.preview;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { p50, p90, tasks = 0 } = expectedCredits ?? {};
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'max-content minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.5,
        fontSize: '0.875rem',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0 },
      }}
    >
      <dt>{t('template.preview.credits')}</dt>
      <dd>
        {p50 === undefined || p90 === undefined
          ? t('template.preview.creditsUnknown')
          : `${t('template.preview.creditsKnown', {
              p50: number.format(p50),
              p90: number.format(p90),
            })}, ${t('template.preview.creditsFrom', { count: tasks })}`}
      </dd>
      {includes.length > 0 && (
        <>
          <dt>{t('template.preview.includes')}</dt>
          <dd>
            {includes
              .map(({ title, version }) => `${title} ${version}`)
              .join(', ')}
          </dd>
        </>
      )}
    </Box>
  );
}
