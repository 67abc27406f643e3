import type {
  AgentTaskPreview,
  AgentTaskTemplate,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import ErrorIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { ParameterValue } from '../TaskPage/ParametersView';
import type { Draft } from './draft';
import { parameterOf, parameterTitle } from '../ParameterForm';

/** What would be sent, line by line, each refusal beside the line it is about. */
export function CheckSummary(props: {
  template: AgentTaskTemplate;
  draft: Draft;
  preview?: AgentTaskPreview;
  reasons: Reason[];
}) {
  const { template, draft, preview, reasons } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const parameters = preview?.parameters ?? draft.parameters;
  const names = Object.keys({
    ...(template.parameters.properties as object | undefined),
    ...parameters,
  });
  const lines: { field: string; name: string; value: ReactNode }[] = [
    {
      field: 'repoUrl',
      name: t('facts.repository'),
      value:
        preview && `${preview.repository.owner}/${preview.repository.name}`,
    },
    {
      field: 'template',
      name: t('facts.template'),
      value: `${template.title} ${template.version}`,
    },
    {
      field: 'owner',
      name: t('start.check.reviewer'),
      value: preview?.owner && (
        <EntityDisplayName entityRef={preview.owner} hideIcon disableTooltip />
      ),
    },
    { field: 'ticket', name: t('facts.ticket'), value: draft.ticket },
    {
      field: 'model',
      name: t('facts.model'),
      value: preview?.model ?? draft.model,
    },
    {
      field: 'customAgent',
      name: t('facts.customAgent'),
      value: preview?.customAgent ?? draft.customAgent,
    },
    {
      field: 'baseRef',
      name: t('facts.baseRef'),
      value: preview?.baseRef ?? draft.baseRef,
    },
    { field: 'identity', name: t('facts.identity'), value: preview?.identity },
    ...names.map(name => ({
      field: name,
      name: parameterTitle(template, name),
      value: <ParameterValue value={parameters[name]} />,
    })),
  ];
  const about = (field: string) =>
    reasons.filter(
      reason =>
        reason.field === field || parameterOf(template, reason.field) === field,
    );
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        rowGap: 1.25,
        fontSize: '0.875rem',
        lineHeight: 1.45,
        '& dt': { color: 'text.secondary', fontSize: '0.8125rem' },
        '& dd': { m: 0, overflowWrap: 'anywhere' },
      }}
    >
      {lines
        .filter(line => line.value || about(line.field).length > 0)
        .map(line => (
          <div key={line.field}>
            <dt>{line.name}</dt>
            <dd>
              {line.value || <ParameterValue value={undefined} />}
              {about(line.field).map(reason => (
                <Box
                  key={reason.code}
                  sx={{ display: 'flex', gap: 0.5, color: 'error.main' }}
                >
                  <ErrorIcon sx={{ fontSize: 16, mt: '2px' }} aria-hidden />
                  <span>{reason.message}</span>
                </Box>
              ))}
            </dd>
          </div>
        ))}
    </Box>
  );
}
