import { CustomErrorBase } from '@backstage/errors';
import type { Reason } from '../schema';

/**
 * A refusal of the broker with all of its reasons. `name` is the name of the
 * error that the broker threw, e.g. `NotAllowedError`.
 *
 * @public
 */
export class RefusalError extends CustomErrorBase {
  readonly reasons: Reason[];
  readonly statusCode: number;

  constructor(options: {
    name: string;
    message: string;
    statusCode: number;
    reasons: Reason[];
  }) {
    super(options.message);
    this.name = options.name;
    this.statusCode = options.statusCode;
    this.reasons = options.reasons;
  }

  /** Reads the answer of a failed request, whoever gave it. */
  static fromBody(statusCode: number, body: unknown): RefusalError {
    const { error, reasons } = (body ?? {}) as {
      error?: { name?: string; message?: string };
      reasons?: Reason[];
    };
    const message =
      error?.message ?? `The agent-tasks backend answered ${statusCode}`;
    return new RefusalError({
      name: error?.name ?? 'ResponseError',
      message,
      statusCode,
      reasons: reasons?.length ? reasons : [{ code: 'error', message }],
    });
  }
}
