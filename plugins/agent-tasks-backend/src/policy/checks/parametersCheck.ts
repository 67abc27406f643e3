import type {
  PolicyCheck,
  PolicyFinding,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { ErrorObject } from 'ajv';
import { compileParameters } from '../../templates/parameters';
import { unsafeCharacters } from '../../templates/unsafeCharacters';

/** The parameters are what the template's schema says, each problem a reason. */
export const parametersCheck: PolicyCheck = {
  id: 'parameters',
  evaluate: ({ template, parameters }) => {
    if (!template) {
      return hidden(parameters);
    }
    const validate = compileParameters(template.parameters);
    if (!validate) {
      return [
        {
          kind: 'invalid',
          code: 'template-invalid',
          message: 'The parameters of the template are no valid JSON Schema.',
          nextStep: 'Ask the owner of the template to correct it.',
          field: 'template',
        },
      ];
    }
    validate(structuredClone(parameters));
    return [...(validate.errors ?? []).map(toFinding), ...hidden(parameters)];
  },
};

// also those that no prompt shows: they are stored and shown to people
function hidden(parameters: JsonObject): PolicyFinding[] {
  return Object.entries(parameters).flatMap(([field, value]) => {
    const characters = unsafeCharacters(
      typeof value === 'string' ? value : stringsOf(value).join('\n'),
    );
    return characters.length
      ? [
          {
            kind: 'invalid' as const,
            code: 'hidden-characters',
            message: `The parameter '${field}' holds characters that cannot be seen: ${characters.join(
              ', ',
            )}.`,
            nextStep: 'Remove them; they can hide instructions from a reader.',
            field,
          },
        ]
      : [];
  });
}

function stringsOf(value: JsonValue | undefined): string[] {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? [value] : [];
  }
  return Object.entries(value).flatMap(([key, item]) => [
    key,
    ...stringsOf(item),
  ]);
}

function toFinding(error: ErrorObject): PolicyFinding {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (error.keyword === 'required') {
    const field = [...path, error.params.missingProperty].join('.');
    return {
      kind: 'invalid',
      code: 'parameter-missing',
      message: `The parameter '${field}' is missing.`,
      nextStep: 'Give it a value.',
      field,
    };
  }
  if (error.keyword === 'additionalProperties') {
    const field = [...path, error.params.additionalProperty].join('.');
    return {
      kind: 'invalid',
      code: 'parameter-unknown',
      message: `The template has no parameter '${field}'.`,
      nextStep: 'Leave it out.',
      field,
    };
  }
  const field = path.join('.');
  const allowed =
    error.keyword === 'enum'
      ? `: ${error.params.allowedValues.join(', ')}`
      : '';
  return {
    kind: 'invalid',
    code: 'parameter-invalid',
    message: `The parameter '${field}' ${error.message}${allowed}.`,
    nextStep: 'Correct its value.',
    ...(field && { field }),
  };
}
