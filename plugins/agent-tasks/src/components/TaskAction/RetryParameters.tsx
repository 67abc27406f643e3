import type {
  AgentTask,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import { ParameterForm } from '../ParameterForm';

/**
 * Lets a retry change the parameters that the task was made with. They are
 * read once somebody wants to.
 */
export function RetryParameters(props: {
  formId: string;
  /** Made from a template. */
  task: AgentTask;
  /** Undefined while the task is to be retried as it is. */
  values: JsonObject | undefined;
  reasons: Reason[];
  disabled: boolean;
  onChange(values: JsonObject | undefined): void;
  onSubmit(): void;
}) {
  const { task, values, disabled, onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const [form, load] = useAsyncFn(async () => {
    const [detail, versions] = await Promise.all([
      api.getTask(task.id),
      api.listTemplateVersions(parseEntityRef(task.template!.ref)),
    ]);
    const version = versions.find(
      ({ digest }) => digest === task.template!.digest,
    );
    if (!version) {
      throw new Error(t('action.retry.editGone'));
    }
    // the answer was parsed from JSON
    onChange(detail.parameters as JsonObject);
    return version;
  }, [api, t, task, onChange]);
  const version = form.value;

  return (
    <Stack spacing={2}>
      <FormControlLabel
        componentsProps={{ typography: { variant: 'body2' } }}
        control={
          <Checkbox
            size="small"
            sx={{ py: 0, pl: 0 }}
            checked={values !== undefined || form.loading}
            onChange={(_, checked) =>
              checked ? void load() : onChange(undefined)
            }
            disabled={disabled || form.loading}
          />
        }
        label={t('action.retry.edit')}
      />
      {form.loading && <LinearProgress />}
      {form.error && <ReasonsList reasons={reasonsOf(form.error)} />}
      {values !== undefined && version && (
        <>
          <Typography variant="body2" color="text.secondary">
            {t('action.retry.editHelp', { version: version.version })}
          </Typography>
          <ParameterForm
            formId={props.formId}
            template={version}
            values={values}
            reasons={props.reasons}
            disabled={disabled}
            onChange={onChange}
            onSubmit={props.onSubmit}
          />
        </>
      )}
    </Stack>
  );
}
