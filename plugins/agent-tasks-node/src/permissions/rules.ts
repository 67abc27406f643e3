import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import {
  AgentTaskFilter,
  AgentTaskResource,
  agentTaskResourceRef,
} from './agentTaskResourceRef';

// one reading of a filter, so that a list and a single task cannot differ
function has(task: AgentTaskResource, { field, values }: AgentTaskFilter) {
  const value = task[field];
  return value !== undefined && values.includes(value);
}

const requesters = ({ userRefs }: { userRefs: string[] }): AgentTaskFilter => ({
  field: 'requestedBy',
  values: userRefs,
});

const isRequester = createPermissionRule({
  name: 'IS_REQUESTER',
  description: 'Allow for tasks that one of the users has asked for',
  resourceRef: agentTaskResourceRef,
  paramsSchema: z.object({
    userRefs: z
      .array(z.string())
      .describe('Entity references of users, e.g. user:default/alice'),
  }),
  apply: (task, params) => has(task, requesters(params)),
  toQuery: requesters,
});

const owners = ({ claims }: { claims: string[] }): AgentTaskFilter => ({
  field: 'owner',
  values: claims,
});

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: 'Allow for tasks of entities that one of the claims owns',
  resourceRef: agentTaskResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of owners, e.g. group:default/team-a'),
  }),
  apply: (task, params) => has(task, owners(params)),
  toQuery: owners,
});

const templates = (params: { templateRefs: string[] }): AgentTaskFilter => ({
  field: 'template',
  values: params.templateRefs,
});

const hasTemplate = createPermissionRule({
  name: 'HAS_TEMPLATE',
  description: 'Allow for tasks that were made from one of the templates',
  resourceRef: agentTaskResourceRef,
  paramsSchema: z.object({
    templateRefs: z
      .array(z.string())
      .describe(
        'Entity references of templates, e.g. agenttasktemplate:default/migrate',
      ),
  }),
  apply: (task, params) => has(task, templates(params)),
  toQuery: templates,
});

const tiersOf = ({ tiers }: { tiers: string[] }): AgentTaskFilter => ({
  field: 'tier',
  values: tiers,
});

const hasTier = createPermissionRule({
  name: 'HAS_TIER',
  description: 'Allow for tasks of entities of one of the tiers',
  resourceRef: agentTaskResourceRef,
  paramsSchema: z.object({
    tiers: z
      .array(z.string())
      .describe('Tiers as the catalog writes them, e.g. 1'),
  }),
  apply: (task, params) => has(task, tiersOf(params)),
  toQuery: tiersOf,
});

const campaigns = (params: { campaignIds: string[] }): AgentTaskFilter => ({
  field: 'campaign',
  values: params.campaignIds.map(id => id.toLowerCase()),
});

const inCampaign = createPermissionRule({
  name: 'IN_CAMPAIGN',
  description: 'Allow for tasks of one of the campaigns',
  resourceRef: agentTaskResourceRef,
  paramsSchema: z.object({
    campaignIds: z.array(z.uuid()).describe('Ids of campaigns'),
  }),
  apply: (task, params) => has(task, campaigns(params)),
  toQuery: campaigns,
});

/**
 * Rules that a permission policy may use for tasks.
 *
 * @public
 */
export const agentTaskPermissionRules = {
  isRequester,
  isEntityOwner,
  hasTemplate,
  hasTier,
  inCampaign,
};
