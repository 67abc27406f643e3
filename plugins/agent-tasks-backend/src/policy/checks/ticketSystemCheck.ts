import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { TicketDesk } from '../../tickets/TicketDesk';

/**
 * The ticket exists and is open, by the word of the system that keeps it.
 * Where that gives none a request is refused, and a launch is put off.
 */
export function createTicketSystemCheck(options: {
  desk: Pick<TicketDesk, 'find' | 'name'>;
  /** What a ticket looks like; others are not asked for. */
  pattern?: string;
  logger: LoggerService;
}): PolicyCheck {
  const { desk, logger } = options;
  const pattern = options.pattern
    ? new RegExp(options.pattern, 'u')
    : undefined;
  return {
    id: 'ticket-system',
    evaluate: async ({ ticket, stage }) => {
      // the check of the ticket speaks about its form
      if (!ticket || (pattern && !pattern.test(ticket))) {
        return [];
      }
      const field = 'ticket';
      let found;
      try {
        found = await desk.find(ticket, { fresh: stage === 'launch' });
      } catch (error) {
        if (stage === 'launch') {
          throw error;
        }
        logger.warn(
          `${desk.name} could not be asked: ${stringifyError(error)}`,
        );
        return [
          {
            kind: 'forbidden',
            code: 'ticket-system-unavailable',
            message: `${desk.name} could not be asked about '${ticket}'.`,
            nextStep:
              'Try again; if it stays, an administrator finds the cause in the log.',
            field,
          },
        ];
      }
      if (!found) {
        return [
          {
            kind: 'invalid',
            code: 'ticket-not-found',
            message: `${desk.name} has no ticket '${ticket}'.`,
            nextStep: 'Give the ticket of the change.',
            field,
          },
        ];
      }
      return found.open
        ? []
        : [
            {
              kind: 'invalid',
              code: 'ticket-not-open',
              message: `No work may be done under ${found.key}: ${desk.name} says '${found.status}'.`,
              nextStep: `Move the ticket on in ${desk.name}, or give another one.`,
              field,
            },
          ];
    },
  };
}
