import type {
  PolicyCheck,
  PolicyFacts,
  PolicyFinding,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { namesOf } from '../../approvals/nameOf';
import type { AgentTasksConfig } from '../../config/AgentTasksConfig';

/** Who has to agree: `owner-group`, `security-group`, or entity references. */
export type ApprovalRule = { count?: number; by: string | string[] };

/**
 * Asks for the approvals that the tier's rule and the template want. Where
 * nobody could give one, that is a reason against the request.
 */
export function createApprovalsCheck(
  config: Pick<AgentTasksConfig, 'approvals'> &
    Pick<AgentTasksConfig['policy'], 'tiers'>,
): PolicyCheck {
  const { securityGroup } = config.approvals;
  return {
    id: 'approvals',
    evaluate: facts => {
      const tierRule =
        facts.tier !== undefined
          ? config.tiers[facts.tier]?.approvals
          : undefined;
      const templateRule = facts.template?.requires?.approval;
      return [
        ...(tierRule
          ? [
              find(facts, tierRule, {
                code: 'approval-required-by-tier',
                what: `Work on tier ${facts.tier}`,
                securityGroup,
              }),
            ]
          : []),
        ...(templateRule
          ? [
              find(facts, templateRule, {
                code: 'approval-required-by-template',
                what: 'This template',
                securityGroup,
              }),
            ]
          : []),
      ];
    },
  };
}

// as tokens and the catalog write references
function wholeRef(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref));
}

function find(
  facts: PolicyFacts,
  { count = 1, by }: ApprovalRule,
  about: { code: string; what: string; securityGroup?: string },
): PolicyFinding {
  const { code, what, securityGroup } = about;
  const refs: string[] = [];
  for (const name of [by].flat()) {
    if (name === 'owner-group') {
      if (!facts.owner) {
        return {
          kind: 'forbidden',
          code: 'approver-unknown',
          message: `${what} needs approval by the owner, and ${
            facts.entityRef ?? 'the repository'
          } has none.`,
          nextStep: facts.entityRef
            ? 'Give the entity an owner in the catalog.'
            : 'Start the task for a component that has an owner.',
          field: 'entityRef',
        };
      }
      refs.push(facts.owner);
    } else if (name === 'security-group') {
      if (!securityGroup) {
        return {
          kind: 'forbidden',
          code: 'approver-unknown',
          message: `${what} needs approval by the security group, and none is configured.`,
          nextStep:
            'Ask an administrator to set agentTasks.approvals.securityGroup.',
        };
      }
      refs.push(wholeRef(securityGroup));
    } else {
      refs.push(wholeRef(name));
    }
  }
  const unique = [...new Set(refs)];
  return {
    kind: 'approval',
    code,
    message:
      count === 1
        ? `${what} needs approval by ${namesOf(unique)}.`
        : `${what} needs ${count} approvals by ${namesOf(unique)}.`,
    nextStep: 'Submit it: they are asked, and it starts once they have agreed.',
    approval: { count, by: unique },
  };
}
