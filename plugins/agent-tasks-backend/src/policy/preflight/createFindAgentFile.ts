import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FindAgentFile } from '../../launcher/FindAgentFile';
import type { RepositoryPreflight } from './RepositoryPreflight';

/**
 * Looks where the preflight looks, with the identity that launches, and costs
 * nothing where a check of the preflight has just seen the file.
 */
export function createFindAgentFile(options: {
  preflight: Pick<RepositoryPreflight, 'ask'>;
  logger: LoggerService;
}): FindAgentFile {
  const { preflight, logger } = options;
  return async (task, since) => {
    if (task.custom_agent === null || task.identity_id === null) {
      return undefined;
    }
    try {
      const answer = await preflight.ask(
        {
          host: task.host,
          owner: task.repository_owner,
          name: task.repository_name,
          ...(task.base_ref !== null && { baseRef: task.base_ref }),
          customAgent: task.custom_agent,
          identities: [task.identity_id],
        },
        { since },
      );
      return answer.unanswered === undefined
        ? answer.repository?.customAgent
        : undefined;
    } catch (error) {
      logger.warn(
        `The file of custom agent '${
          task.custom_agent
        }' stays unknown for task ${task.id}: ${stringifyError(error)}`,
      );
      return undefined;
    }
  };
}
