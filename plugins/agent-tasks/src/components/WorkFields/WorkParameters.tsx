import type { AgentTaskTemplate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Wrong } from './wrongAt';
import { WrongText } from './WrongText';

/**
 * The template's parameters as texts, since each may be an expression over the
 * target: what it comes to is checked for each target by the template itself.
 */
export function WorkParameters(props: {
  template: AgentTaskTemplate;
  wrong: Wrong;
  values: JsonObject;
  onChange(values: JsonObject): void;
}) {
  const { template, wrong, values, onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const properties = Object.entries(
    (template.parameters.properties ?? {}) as Record<
      string,
      { title?: string; description?: string; type?: string }
    >,
  );
  const required = (template.parameters.required ?? []) as string[];
  // policy calls a parameter by its name alone
  const wrongHere = (name: string) =>
    wrong(`parameters.${name}`, 'below') ?? wrong(name);
  if (properties.length === 0) {
    return null;
  }
  return (
    <Stack spacing={2}>
      <div>
        <Typography variant="subtitle2" component="h3">
          {t('planner.parameters')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {t('planner.parametersHelp', {
            one: '${{ migrationTarget }}',
            other: '${{ entity.metadata.name }}',
          })}
        </Typography>
        <WrongText text={wrong('parameters')} />
      </div>
      {properties.map(([name, { title, description, type }]) => (
        <TextField
          key={name}
          size="small"
          label={title ?? name}
          helperText={wrongHere(name) ?? description}
          error={wrongHere(name) !== undefined}
          required={required.includes(name)}
          value={toText(values[name])}
          onChange={event => {
            const { [name]: _, ...others } = values;
            const text = event.target.value;
            onChange(
              text === '' ? others : { ...others, [name]: toValue(text, type) },
            );
          }}
        />
      ))}
    </Stack>
  );
}

function toText(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What was typed, as the parameter's type wants it where that is possible. */
function toValue(text: string, type: string | undefined) {
  if (type === undefined || type === 'string' || text.includes('${{')) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
