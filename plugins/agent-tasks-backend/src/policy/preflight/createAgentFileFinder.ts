import type { FindAgentFile } from '../../launcher/FindAgentFile';
import type { RepositoryPreflight } from './RepositoryPreflight';

/**
 * Looks at GitHub anew for what is recorded: what policy remembers may be some
 * minutes old.
 */
export function createAgentFileFinder(
  preflight: Pick<RepositoryPreflight, 'ask'>,
): FindAgentFile {
  return async (task, identityId) => {
    if (task.custom_agent === null) {
      return undefined;
    }
    const answer = await preflight.ask(
      {
        host: task.host,
        owner: task.repository_owner,
        name: task.repository_name,
        ...(task.base_ref !== null && { baseRef: task.base_ref }),
        customAgent: task.custom_agent,
        identities: [identityId],
      },
      { fresh: true },
    );
    return answer.unanswered === undefined
      ? answer.repository?.customAgent
      : undefined;
  };
}
