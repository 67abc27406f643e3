import type {
  CampaignRequest,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { findEntity } from '../../entities/findEntity';
import { createRefusal } from '../../refusals/Refusal';
import type { Caller } from '../../tasks/TaskService';
import type { TemplateService } from '../../templates/TemplateService';
import { ownerRef } from './checkCampaign';

type Template = NonNullable<Awaited<ReturnType<TemplateService['find']>>>;

/**
 * Looks up the template and the owner of work in many repositories, as the
 * caller may read them.
 *
 * @param reasons - what is wrong with the request by itself
 * @throws a refusal with these reasons and its own
 */
export async function lookUpCampaign(
  deps: { catalog: CatalogService; templates: Pick<TemplateService, 'find'> },
  request: Pick<CampaignRequest, 'owner' | 'template'>,
  options: { reasons: Reason[]; caller: Caller; templateField?: string },
): Promise<{ template: Template; owner: string }> {
  const { catalog, templates } = deps;
  const { credentials } = options.caller;
  const field = options.templateField ?? 'template';
  const reasons = [...options.reasons];
  const owner = ownerRef(request.owner);
  const [template, found] = await Promise.all([
    templates.find(request.template, { credentials }),
    owner ? findEntity(catalog, owner, credentials) : undefined,
  ]);
  if (found && !found.entity) {
    reasons.push({
      code: 'owner-not-found',
      message: `There is no '${request.owner}' that you may read.`,
      nextStep: 'Name a group or a user of the catalog.',
      field: 'owner',
    });
  }
  if (template?.missingIncludes.length) {
    reasons.push({
      code: 'include-not-found',
      message: `The template begins with '${template.missingIncludes[0]}', which is no include that you may read.`,
      nextStep: 'Ask the owner of the template to correct spec.includes.',
      field,
    });
  }
  if (!template) {
    throw createRefusal('not-found', [
      {
        code: 'template-not-found',
        message: `There is no template '${request.template}' that you may read.`,
        field,
      },
      ...reasons,
    ]);
  }
  if (reasons.length) {
    throw createRefusal('invalid', reasons);
  }
  return { template, owner: owner ?? request.owner };
}
