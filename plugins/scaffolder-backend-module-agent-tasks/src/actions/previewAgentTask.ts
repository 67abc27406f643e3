import {
  RefusalError,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { BrokerSession, logReasons } from '../broker';

/**
 * Shows in the log what would be submitted. A dry run creates no repository and
 * registers no entity, so what an earlier step would have made cannot be
 * previewed, which is no error.
 *
 * @throws `RefusalError` with every reason, where policy would refuse the task
 */
export async function previewAgentTask(options: {
  broker: BrokerSession;
  request: SubmitTaskRequest;
  logger: LoggerService;
}): Promise<void> {
  const { broker, request, logger } = options;
  if (!request.entityRef && !request.repoUrl) {
    logger.info(
      'Nothing to preview: the entity comes from a step that a dry run skips',
    );
    return;
  }

  const preview = await broker.preview(request);
  if (!preview) {
    logger.info(`Nothing to preview: ${request.entityRef} does not exist yet`);
    return;
  }

  const { decision, repository } = preview;
  if (decision.result === 'deny') {
    logReasons(logger, decision.reasons);
    throw new RefusalError({
      name: 'NotAllowedError',
      statusCode: 403,
      reasons: decision.reasons,
      message: `The agent task would be refused: ${decision.reasons
        .map(({ message }) => message)
        .join(' · ')}`,
    });
  }
  logger.info(
    `Would submit "${preview.title}" for ${repository.owner}/${
      repository.name
    }${
      decision.result === 'needs-approval' ? ', which needs an approval' : ''
    }. Prompt:\n${preview.prompt}`,
  );
}
