import {
  AgentTaskTemplate,
  revealHidden,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TemplateVersionFacts } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Entity } from '@backstage/catalog-model';
import type { TemplateHistory } from '../database/operations/templates';
import { EntityFacts, readEntityFacts } from '../entities/EntityFacts';
import type { RepositoryResolver } from '../entities/RepositoryResolver';
import { fitsEntity } from './fitsEntity';
import { noParameters, splitUiSchema } from './parameters';
import { prefillParameters } from './prefill';
import { TemplateContent, templateTypeOf } from './TemplateContent';

/** What a template is shown with, beside its content. */
export type TemplateContext = {
  entity: Entity;
  content: TemplateContent;
  facts?: EntityFacts;
  requester: string;
  history?: TemplateHistory;
  standing: TemplateVersionFacts;
  uses?: number;
  repositories: RepositoryResolver;
  tierAnnotation: string;
};

/** A template as lists and the start dialog show it. */
export function toTemplate(context: TemplateContext): AgentTaskTemplate {
  const { entity, content, facts, standing, history } = context;
  const { spec } = content;
  const { schema, uiSchema } = splitUiSchema(spec.parameters ?? noParameters);
  const { owner } = readEntityFacts(entity, context);
  return {
    ref: content.ref,
    title: revealHidden(content.title),
    ...(entity.metadata.description && {
      description: revealHidden(entity.metadata.description),
    }),
    ...(owner && { owner }),
    ...(entity.metadata.tags && { tags: entity.metadata.tags }),
    type: templateTypeOf(content),
    version: content.version,
    digest: content.digest,
    status: standing.status,
    ...(standing.sameVersionAs && { sameVersionAs: standing.sameVersionAs }),
    ...(context.uses !== undefined && { uses: context.uses }),
    parameters: schema,
    uiSchema,
    ticketRequired: spec.requires?.ticket ?? false,
    ...(spec.model && { model: spec.model }),
    ...(spec.customAgent && { customAgent: spec.customAgent }),
    ...(spec.baseRef && { baseRef: spec.baseRef }),
    ...(spec.createPullRequest !== undefined && {
      createPullRequest: spec.createPullRequest,
    }),
    fits: facts ? fitsEntity(spec.appliesTo, facts.entity) : true,
    ...(facts && { prefill: prefillFrom(facts, context) }),
    history: history ?? { settled: 0, succeeded: 0 },
  };
}

function prefillFrom(
  facts: EntityFacts,
  { content, repositories, requester }: TemplateContext,
): AgentTaskTemplate['prefill'] {
  return prefillParameters(content.spec, {
    parameters: {},
    entity: facts.entity,
    owner: facts.owner,
    tier: facts.tier,
    migrationTarget: facts.migrationTarget,
    repository: repositories.fromEntity(facts.entity, facts.entityRef)
      .repository,
    requester,
    template: {
      ref: content.ref,
      title: content.title,
      version: content.version,
    },
  });
}
