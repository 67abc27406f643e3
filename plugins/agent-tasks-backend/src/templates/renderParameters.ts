import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { PromptContext } from './PromptContext';
import { renderValue } from './renderPrompt';

/**
 * Fills in parameters whose texts have expressions over an entity, such as
 * `${{ entity.metadata.annotations['acme.com/java'] }}`. Lists and objects are
 * gone through. Pure.
 *
 * @param known - parameters that expressions may use; none unless given
 */
export function renderParameters(
  parameters: JsonObject,
  context: Omit<PromptContext, 'parameters'>,
  known: JsonObject = {},
): { parameters: JsonObject; problems: Reason[] } {
  const problems: Reason[] = [];
  const fill = (value: JsonValue | undefined, field: string): JsonValue => {
    if (typeof value === 'string') {
      if (!value.includes('${{')) {
        return value;
      }
      const rendered = renderValue(
        value,
        { ...context, parameters: known },
        Object.keys(known),
      );
      problems.push(...rendered.problems.map(each => ({ ...each, field })));
      return rendered.text ?? '';
    }
    if (Array.isArray(value)) {
      return value.map(each => fill(each, field));
    }
    return value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value).map(([key, each]) => [key, fill(each, field)]),
        )
      : value ?? null;
  };
  const filled = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      fill(value, name),
    ]),
  );
  return { parameters: filled, problems };
}
