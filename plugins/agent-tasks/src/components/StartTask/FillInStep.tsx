import type {
  AgentTaskTemplate,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  ReasonsList,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { generateForm } from '@rjsf/mui';
import { deepEquals } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import { useEffect, useMemo } from 'react';
import type { Draft } from './draft';
import { errorsOf, parameterOf, schemaOf, uiSchemaOf } from './parameterSchema';
import { TaskOptions } from './TaskOptions';
import type { Check } from './useStartTask';

const ParameterForm = generateForm<JsonObject>();
const validator = customizeValidator<JsonObject>();

const ID_PREFIX = 'agent-task-parameter';

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
  const schema = useMemo(() => schemaOf(template), [template]);
  const uiSchema = uiSchemaOf(template, draft, {
    from: source => t('start.fillIn.from', { source }),
    changed: value => t('start.fillIn.changed', { value }),
  });
  const reasons = check ? stillTrue(template, draft, check) : [];
  const elsewhere = reasons.filter(
    reason => !parameterOf(template, reason.field) && reason.field !== 'ticket',
  );
  const empty = Object.keys(template.parameters.properties ?? {}).length === 0;

  useEffect(() => {
    if (focus) {
      const name = parameterOf(template, focus);
      document
        .getElementById(name ? `${ID_PREFIX}_${name}` : `${formId}-${focus}`)
        ?.focus();
    }
  }, [focus, formId, template]);

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
      <Box
        sx={{
          '& .v5-MuiPaper-root': { boxShadow: 'none' },
          '& .v5-MuiFormHelperText-root': { mx: 0 },
        }}
      >
        <ParameterForm
          id={formId}
          idPrefix={ID_PREFIX}
          schema={schema}
          uiSchema={uiSchema}
          validator={validator}
          formData={draft.parameters}
          extraErrors={errorsOf(template, reasons)}
          extraErrorsBlockSubmit={false}
          showErrorList={false}
          focusOnFirstError
          noHtml5Validate
          onChange={({ formData }) => {
            if (formData && !deepEquals(formData, draft.parameters)) {
              onEdit({ parameters: formData });
            }
          }}
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
      </Box>
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
