import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  ConflictError,
  CustomErrorBase,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';

/** The request is well-formed and cannot be done as it stands: 422. */
export class UnprocessableError extends CustomErrorBase {
  name = 'UnprocessableError' as const;
  readonly statusCode = 422;
}

const errorClasses = {
  input: InputError,
  'not-found': NotFoundError,
  forbidden: NotAllowedError,
  conflict: ConflictError,
  invalid: UnprocessableError,
};

/** What a refusal is: 400, 404, 403, 409 or 422. */
export type RefusalKind = keyof typeof errorClasses;

const reasonsOfError = new WeakMap<object, Reason[]>();

/**
 * An error of `@backstage/errors` (or 422) that carries all of its reasons to
 * the answer.
 */
export function createRefusal(kind: RefusalKind, reasons: Reason[]): Error {
  const error = new errorClasses[kind](
    reasons.map(({ message }) => message).join(' '),
  );
  reasonsOfError.set(error, reasons);
  return error;
}

/** The reasons of an error: its own, or its message as the only one. */
export function reasonsOf(error: unknown): Reason[] {
  const reasons =
    typeof error === 'object' && error ? reasonsOfError.get(error) : undefined;
  return (
    reasons ?? [
      {
        code: 'error',
        message: isError(error) ? error.message : 'The request failed.',
      },
    ]
  );
}

/** Whether an error says no to what was asked, and not that something failed. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && reasonsOfError.has(error);
}
