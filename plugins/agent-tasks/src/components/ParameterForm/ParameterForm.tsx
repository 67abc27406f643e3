import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import Box from '@mui/material/Box';
import { generateForm } from '@rjsf/mui';
import { deepEquals } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import { ReactNode, useEffect, useMemo } from 'react';
import { errorsOf, FormSource, schemaOf, uiSchemaOf } from './parameterSchema';

const SchemaForm = generateForm<JsonObject>();
const validator = customizeValidator<JsonObject>();

const ID_PREFIX = 'agent-task-parameter';

/** The parameters of a template as a form. */
export function ParameterForm(props: {
  formId: string;
  template: FormSource;
  values: JsonObject;
  /** Of the last refusal; those that blame a parameter stand beside it. */
  reasons: Reason[];
  /** Parameter to begin at. */
  focus?: string;
  disabled?: boolean;
  /** More fields of the same form. */
  children?: ReactNode;
  onChange(values: JsonObject): void;
  onSubmit(): void;
}) {
  const { formId, template, values, reasons, focus, onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const schema = useMemo(() => schemaOf(template), [template]);
  const uiSchema = uiSchemaOf(template, values, {
    from: source => t('start.fillIn.from', { source }),
    changed: value => t('start.fillIn.changed', { value }),
  });

  useEffect(() => {
    if (focus) {
      document.getElementById(`${ID_PREFIX}_${focus}`)?.focus();
    }
  }, [focus]);

  return (
    <Box
      sx={{
        '& .v5-MuiPaper-root': { boxShadow: 'none' },
        '& .v5-MuiFormHelperText-root': { mx: 0 },
      }}
    >
      <SchemaForm
        id={formId}
        idPrefix={ID_PREFIX}
        schema={schema}
        uiSchema={uiSchema}
        validator={validator}
        formData={values}
        disabled={props.disabled}
        extraErrors={errorsOf(template, reasons)}
        extraErrorsBlockSubmit={false}
        showErrorList={false}
        focusOnFirstError
        noHtml5Validate
        onChange={({ formData }) => {
          if (formData && !deepEquals(formData, values)) {
            onChange(formData);
          }
        }}
        onSubmit={props.onSubmit}
      >
        {props.children ?? <></>}
      </SchemaForm>
    </Box>
  );
}
