import { createConditionExports } from '@backstage/plugin-permission-node';
import { agentTaskResourceRef } from './agentTaskResourceRef';
import { agentTaskPermissionRules } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: agentTaskResourceRef,
  rules: agentTaskPermissionRules,
});

/**
 * Conditions for a permission policy, e.g.
 * `agentTaskConditions.isRequester({ userRefs: [user.info.userEntityRef] })`.
 *
 * @public
 */
export const agentTaskConditions = conditions;

/**
 * Makes the decision of a permission policy from {@link agentTaskConditions}.
 *
 * @public
 */
export const createAgentTaskConditionalDecision = createConditionalDecision;
