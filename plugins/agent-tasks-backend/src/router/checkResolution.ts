import type { ResolveTasksRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { createRefusal } from '../refusals/Refusal';

/**
 * What the contract's schema cannot say about a decision.
 *
 * @throws InputError where action and fields do not fit.
 */
export function checkResolution(request: ResolveTasksRequest): void {
  const marks = request.action === 'mark-launched';
  if (marks !== (request.githubTaskId !== undefined)) {
    throw createRefusal('input', [
      {
        code: marks ? 'field-missing' : 'field-invalid',
        message: "'githubTaskId' belongs to 'mark-launched', and to it alone.",
        field: 'githubTaskId',
      },
    ]);
  }
  if (marks && request.ids.length > 1) {
    throw createRefusal('input', [
      {
        code: 'field-invalid',
        message: 'One task on GitHub can be that of one task only.',
        field: 'ids',
      },
    ]);
  }
}
