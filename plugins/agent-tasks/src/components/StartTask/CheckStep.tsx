import type { AgentTaskTemplate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  ReasonsList,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { PromptView } from '../TaskPage/PromptView';
import { useApproverNames } from '../ApproveTask';
import { CheckSummary } from './CheckSummary';
import type { Draft } from './draft';
import { parameterOf, parameterTitle } from '../ParameterForm';
import type { Check } from './useStartTask';

const options = ['ticket', 'model', 'customAgent', 'baseRef'] as const;

/** Third step: what would be sent, and everything that speaks against it. */
export function CheckStep(props: {
  template: AgentTaskTemplate;
  draft: Draft;
  check: Check;
  onGoTo(field: string): void;
}) {
  const { template, draft, check, onGoTo } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { preview, reasons, state } = check;
  const approvers = useApproverNames(preview?.decision.approvals);

  const fieldTitle = (field: string) => {
    const name = parameterOf(template, field);
    if (name) {
      return parameterTitle(template, name);
    }
    const option = options.find(other => other === field);
    if (option) {
      return t(`start.options.${option}`);
    }
    return field === 'template' ? t('facts.template') : undefined;
  };

  return (
    <Stack spacing={2.5} aria-live="polite">
      {state === 'checking' && (
        <div>
          <Typography variant="body2" gutterBottom>
            {t('start.check.checking')}
          </Typography>
          <LinearProgress aria-label={t('start.check.checking')} />
        </div>
      )}
      {state === 'allowed' && (
        <Alert severity="success">
          {t('start.check.allowed', {
            count: preview?.decision.checks.length ?? 0,
          })}
        </Alert>
      )}
      {preview?.decision.notes && state !== 'checking' && (
        <ReasonsList
          severity="info"
          title={t('start.check.notes')}
          reasons={preview.decision.notes}
        />
      )}
      {state === 'needs-approval' && (
        <ReasonsList
          severity="warning"
          title={t('start.check.needsApproval', { by: approvers })}
          reasons={reasons}
        />
      )}
      {state === 'refused' && (
        <ReasonsList
          title={t('start.check.refused', { count: reasons.length })}
          reasons={reasons}
          fieldTitle={fieldTitle}
          onGoTo={onGoTo}
        />
      )}
      {state === 'unanswered' && (
        <ReasonsList
          severity="warning"
          title={
            preview
              ? t('start.check.sendUnanswered')
              : t('start.check.unanswered')
          }
          reasons={reasons}
        />
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: preview ? 'minmax(0, 2fr) minmax(0, 3fr)' : 'minmax(0, 1fr)',
          },
          alignItems: 'start',
        }}
      >
        <CheckSummary
          template={template}
          draft={draft}
          preview={preview}
          reasons={state === 'refused' ? reasons : []}
        />
        {preview && (
          <section aria-label={t('taskPage.tabs.prompt')}>
            <PromptView prompt={preview.prompt} />
          </section>
        )}
      </Box>
    </Stack>
  );
}
