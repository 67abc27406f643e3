import type {
  AgentTaskTemplate,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  ReasonsList,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { deepEquals } from '@rjsf/utils';
import { useEffect } from 'react';
import { ParameterForm, parameterOf } from '../ParameterForm';
import type { Draft } from './draft';
import { TaskOptions } from './TaskOptions';
import type { Check } from './useStartTask';

/** Second step: the template's parameters and the request's options. */
export function FillInStep(props: {
  formId: string;
  template: AgentTaskTemplate;
  draft: Draft;
  /** What the broker said the last time. */
  check?: Check;
  /** Field to begin at. */
  focus?: string;
  onEdit(change: Partial<Draft>): void;
  onSubmit(): void;
}) {
  const { formId, template, draft, check, focus, onEdit, onSubmit } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const reasons = check ? stillTrue(template, draft, check) : [];
  const elsewhere = reasons.filter(
    reason => !parameterOf(template, reason.field) && reason.field !== 'ticket',
  );
  const empty = Object.keys(template.parameters.properties ?? {}).length === 0;

  const focused = parameterOf(template, focus);
  useEffect(() => {
    if (focus && !focused) {
      document.getElementById(`${formId}-${focus}`)?.focus();
    }
  }, [focus, focused, formId]);

  return (
    <Stack spacing={2.5}>
      <div>
        <Typography sx={{ fontWeight: 500 }}>{template.title}</Typography>
        {template.description && (
          <Typography variant="body2" color="text.secondary">
            {template.description}
          </Typography>
        )}
      </div>
      {elsewhere.length > 0 && <ReasonsList reasons={elsewhere} />}
      {empty && (
        <Typography variant="body2">{t('start.fillIn.nothing')}</Typography>
      )}
      <ParameterForm
        formId={formId}
        template={template}
        values={draft.parameters}
        reasons={reasons}
        focus={focused}
        onChange={parameters => onEdit({ parameters })}
        onSubmit={onSubmit}
      >
        <TaskOptions
          idPrefix={formId}
          template={template}
          draft={draft}
          ticketReasons={reasons.filter(r => r.field === 'ticket')}
          onEdit={onEdit}
        />
      </ParameterForm>
    </Stack>
  );
}

/** Reasons whose field has not been changed since they were given. */
function stillTrue(
  template: AgentTaskTemplate,
  draft: Draft,
  check: Check,
): Reason[] {
  return check.reasons.filter(reason => {
    if (check.state === 'unanswered' || check.state === 'checking') {
      return false;
    }
    const name = parameterOf(template, reason.field);
    if (name) {
      return deepEquals(draft.parameters[name], check.draft.parameters[name]);
    }
    return reason.field === 'ticket'
      ? draft.ticket === check.draft.ticket
      : draft === check.draft;
  });
}
