import type {
  PolicyCheck,
  PolicyFinding,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { OwnerDirectory } from '../../entities/OwnerDirectory';

/** Somebody answers for the entity: its owner is a group with members. */
export function createOwnerCheck(options: {
  minMembers: number;
  directory: Pick<OwnerDirectory, 'find'>;
}): PolicyCheck {
  const { minMembers, directory } = options;
  return {
    id: 'owner',
    evaluate: async ({ entity, entityRef, owner }) => {
      if (!entity) {
        return [];
      }
      if (owner === undefined) {
        return [
          refusal({
            code: 'owner-missing',
            message: `${entityRef} has no owner.`,
            nextStep: 'Give it a spec.owner in the catalog.',
          }),
        ];
      }
      const found = await directory.find(owner);
      if (!found) {
        return [
          refusal({
            code: 'owner-not-found',
            message: `The owner of ${entityRef}, ${owner}, is not in the catalog.`,
            nextStep: 'Correct spec.owner, or add the group to the catalog.',
          }),
        ];
      }
      if (found.kind !== 'group') {
        return [
          refusal({
            code: 'owner-not-a-group',
            message: `The owner of ${entityRef}, ${owner}, is no group.`,
            nextStep: 'Give it to a group, so that somebody is always there.',
          }),
        ];
      }
      return found.members.length >= minMembers
        ? []
        : [
            refusal({
              code: 'owner-without-members',
              message: `The owner of ${entityRef}, ${owner}, has ${found.members.length} members; ${minMembers} are asked for.`,
              nextStep:
                'Add members to the group in the catalog, or give the entity to another group.',
            }),
          ];
    },
  };
}

function refusal(reason: {
  code: string;
  message: string;
  nextStep: string;
}): PolicyFinding {
  return { kind: 'forbidden', ...reason, field: 'entityRef' };
}
