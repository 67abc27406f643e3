import type {
  AgentTaskRepository,
  Reason,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { CampaignRow } from '../../database/rows';
import type { EntityFacts } from '../../entities/EntityFacts';
import { renderParameters } from '../../templates/renderParameters';
import type { TemplateContent } from '../../templates/TemplateContent';

type CampaignColumns = Pick<CampaignRow, 'request' | 'template_ref'>;

/**
 * What is submitted for one target. The parameters of the campaign are filled
 * in from the target's entity; what its row of a file says comes before. Pure.
 */
export function targetRequest(
  campaign: CampaignColumns,
  target: {
    facts?: EntityFacts;
    repository?: AgentTaskRepository;
    /** Of a file. */
    overrides: JsonObject;
    template?: Pick<TemplateContent, 'ref' | 'title' | 'version'>;
    requester: string;
  },
): { request: SubmitTaskRequest; parameters: JsonObject; problems: Reason[] } {
  const { facts, repository, template } = target;
  const { ticket, parameters: common } = campaign.request;
  const { parameters, problems } = renderParameters(
    // the body was parsed from JSON
    { ...(common as JsonObject | undefined), ...target.overrides },
    {
      entity: facts?.entity,
      owner: facts?.owner,
      tier: facts?.tier,
      migrationTarget: facts?.migrationTarget,
      repository,
      requester: target.requester,
      ticket,
      template: {
        ref: template?.ref ?? campaign.template_ref,
        title: template?.title ?? '',
        version: template?.version ?? '',
      },
    },
  );
  return {
    parameters,
    problems,
    request: frozenRequest(campaign, {
      parameters,
      ...(facts && { entityRef: facts.entityRef }),
      ...(repository && { repoUrl: repository.url }),
    }),
  };
}

/** What is submitted with parameters that were filled in before. Pure. */
export function frozenRequest(
  { request: { ticket }, template_ref: template }: CampaignColumns,
  target: { parameters: JsonObject; entityRef?: string; repoUrl?: string },
): SubmitTaskRequest {
  return {
    template,
    ...target,
    ...(ticket !== undefined && { ticket }),
    source: 'campaign',
  };
}

/** Idempotency key of a target's task: whoever submits it again finds it. */
export function targetTaskKey(target: {
  campaign_id: string;
  id: string;
}): string {
  return `campaign:${target.campaign_id}:${target.id}`;
}
