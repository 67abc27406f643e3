import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { isAudited, markAudited } from '../refusals/auditedRefusals';
import { reasonsOf } from '../refusals/Refusal';

const refusals = [
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
  'UnprocessableError',
];

/**
 * The broker's own trail of who asked for what. What is done is written with
 * the doing, in its transaction; this adds the refusals that end before
 * anything is decided about, each once: a missing permission, an unknown task, a state
 * that does not allow it.
 *
 * What it does not promise: a row for a request that is wrong in itself (400).
 */
export class AuditTrail {
  readonly #database: Knex;
  readonly #logger: LoggerService;

  private constructor(options: { database: Knex; logger: LoggerService }) {
    this.#database = options.database;
    this.#logger = options.logger;
  }

  static create(options: {
    database: Knex;
    logger: LoggerService;
  }): AuditTrail {
    return new AuditTrail(options);
  }

  /** Never throws: the caller is answered with the refusal itself. */
  async refused(
    error: unknown,
    request: {
      action: string;
      actor: string;
      requestId: string;
      taskId?: string;
      templateDigest?: string;
    },
  ): Promise<void> {
    if (!isError(error) || !refusals.includes(error.name) || isAudited(error)) {
      return;
    }
    try {
      await appendAudit(this.#database, {
        action: request.action,
        actor: request.actor,
        result: 'refused',
        task_id: request.taskId,
        template_digest: request.templateDigest,
        details: {
          requestId: request.requestId,
          reasons: reasonsOf(error),
        },
      });
      markAudited(error);
    } catch (failure) {
      this.#logger.error(
        `A refusal of ${request.action} for ${
          request.actor
        } is missing on the audit trail: ${stringifyError(failure)}`,
      );
    }
  }
}
