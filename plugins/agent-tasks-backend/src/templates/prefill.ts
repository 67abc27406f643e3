import type {
  AgentTaskTemplate,
  AgentTaskTemplateSpec,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { createTemplateRenderer } from 'nunjitsu';
import type { JsonValue } from '@backstage/types';
import type { PromptContext } from './PromptContext';
import { toTemplateContext } from './renderPrompt';

const renderer = createTemplateRenderer();
// one expression over one entity, so far less than a prompt
const limits = { sourceCodeUnits: 2_000, workUnits: 20_000, nestingDepth: 32 };

/**
 * The values that an entity's metadata gives to a template's parameters. An
 * expression without a value, or one that cannot be evaluated, prefills
 * nothing: a person fills in the field.
 */
export function prefillParameters(
  spec: Pick<AgentTaskTemplateSpec, 'prefill'>,
  context: PromptContext,
): NonNullable<AgentTaskTemplate['prefill']> {
  const prepared = renderer.prepareContext(toTemplateContext(context));
  return Object.entries(spec.prefill ?? {}).flatMap(
    ([parameter, expression]) => {
      const value = evaluate(expression, prepared);
      return value === undefined || value === null || value === ''
        ? []
        : [{ parameter, value, source: describeSource(expression) }];
    },
  );
}

function evaluate(
  expression: string,
  context: ReturnType<typeof renderer.prepareContext>,
): JsonValue | undefined {
  try {
    return renderer.renderValue(expression, context, { limits }) as
      | JsonValue
      | undefined;
  } catch {
    return undefined;
  }
}

const sources: Record<string, string> = {
  owner: 'owner of the component',
  tier: 'tier of the component',
  migrationTarget: 'migration target of the component',
  'entity.metadata.name': 'name of the component',
  'entity.metadata.title': 'title of the component',
  'entity.metadata.description': 'description of the component',
  'repository.name': 'repository of the component',
  requester: 'you',
};

function describeSource(expression: string): string {
  const inner = expression.replace(/^\s*\$\{\{-?|-?\}\}\s*$/g, '').trim();
  const annotation = /^entity\.metadata\.annotations\[['"](.+)['"]\]$/.exec(
    inner,
  )?.[1];
  return annotation ? `annotation ${annotation}` : sources[inner] ?? inner;
}
