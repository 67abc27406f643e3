import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { AgentTasksConfig } from '../../config/AgentTasksConfig';
import { MARKER_LENGTH } from '../../launcher/marker';
import { createApprovalsCheck } from './approvalsCheck';
import { entityCheck } from './entityCheck';
import { createFreePromptCheck } from './freePromptCheck';
import { identityCheck } from './identityCheck';
import { optOutCheck } from './optOutCheck';
import { parametersCheck } from './parametersCheck';
import { createPromptCheck } from './promptCheck';
import { repositoryCheck } from './repositoryCheck';
import { createRepositoryRulesCheck } from './repositoryRulesCheck';
import { templateCheck } from './templateCheck';
import { createTemplateStatusCheck } from './templateStatusCheck';
import { createTicketCheck } from './ticketCheck';

/** Every check of the broker itself, in the order in which reasons are listed. */
export function createBuiltInChecks(
  config: Pick<
    AgentTasksConfig,
    'repositories' | 'prompts' | 'tickets' | 'approvals'
  > & {
    templates: Pick<AgentTasksConfig['templates'], 'sandboxRepositories'>;
    policy: Pick<AgentTasksConfig['policy'], 'tiers'>;
  },
): PolicyCheck[] {
  return [
    templateCheck,
    createTemplateStatusCheck(config.templates),
    createFreePromptCheck(config.prompts),
    entityCheck,
    optOutCheck,
    repositoryCheck,
    createRepositoryRulesCheck(config.repositories),
    identityCheck,
    createTicketCheck(config.tickets),
    parametersCheck,
    createPromptCheck({
      maxLength: config.prompts.maxLength - MARKER_LENGTH,
    }),
    createApprovalsCheck({
      tiers: config.policy.tiers,
      approvals: config.approvals,
    }),
  ];
}
