import type {
  AgentTaskPreview,
  AgentTaskTemplateUse,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { estimateCredits } from '../database/operations/templates';
import { createRefusal } from '../refusals/Refusal';
import type { TemplateContent } from '../templates/TemplateContent';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

/**
 * What a submission would do, decided by the same policy; nothing is stored.
 * A refusal is an answer here, not an error, except where there is nothing to
 * show: no such template or entity, or no repository.
 */
export async function previewTask(
  deps: Pick<TaskDependencies, 'resolver' | 'policy' | 'database'>,
  request: SubmitTaskRequest,
  caller: Caller,
): Promise<AgentTaskPreview> {
  const resolved = await deps.resolver.resolve(request, caller, 'preview');
  const { decision, kind } = await deps.policy.evaluate(resolved.facts);
  const { repository, entityFacts, template, facts } = resolved;
  if (!repository || kind === 'not-found') {
    throw createRefusal(kind ?? 'invalid', decision.reasons);
  }
  return {
    dryRun: true,
    title: resolved.title,
    repository,
    ...(facts.entityRef && { entityRef: facts.entityRef }),
    ...(entityFacts?.owner && { owner: entityFacts.owner }),
    ...(entityFacts?.tier && { tier: entityFacts.tier }),
    ...(entityFacts?.migrationTarget && {
      migrationTarget: entityFacts.migrationTarget,
    }),
    ...(template && {
      template: toUse(template),
      includes: template.includes.map(toUse),
      expectedCredits: await estimateCredits(deps.database, template.ref),
    }),
    ...(resolved.model && { model: resolved.model }),
    ...(resolved.customAgent && { customAgent: resolved.customAgent }),
    ...(resolved.baseRef && { baseRef: resolved.baseRef }),
    createPullRequest: resolved.createPullRequest,
    ...(resolved.identity && { identity: resolved.identity }),
    prompt: facts.prompt ?? '',
    parameters: facts.parameters,
    decision,
  };
}

function toUse(content: TemplateContent): AgentTaskTemplateUse {
  const { ref, title, version, digest } = content;
  return { ref, title, version, digest };
}
