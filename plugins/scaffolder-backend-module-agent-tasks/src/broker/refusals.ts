import { RefusalError } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';

/** Compared by name as well: two copies of the common package may be loaded. */
export function isRefusal(error: unknown): error is RefusalError {
  return (
    error instanceof RefusalError ||
    (error instanceof Error && 'reasons' in error && 'statusCode' in error)
  );
}

/**
 * The catalog does not know the entity, and no other field is to blame: what
 * else is missing, such as the repository or the tier, comes with the entity.
 */
export function isUnknownEntity(error: unknown): boolean {
  return (
    isRefusal(error) &&
    error.reasons.some(({ code }) => code === 'entity-not-found') &&
    error.reasons.every(
      ({ field }) => !field || field === 'entityRef' || field === 'repoUrl',
    )
  );
}

/** The broker could not answer: asking again is safe and may help. */
export function isUnavailable(error: unknown): boolean {
  if (isRefusal(error)) {
    const { statusCode } = error;
    // A gateway's own page, or a broker that is still starting, has no reasons.
    return statusCode === 429 || statusCode >= 500;
  }
  // fetch rejects with a TypeError where no answer came at all.
  return error instanceof TypeError;
}

/** The initiator's token ran out while the step was waiting. */
export function isUnauthenticated(error: unknown): boolean {
  return isRefusal(error) && error.statusCode === 401;
}

/** Writes every reason with its next step to the log of the scaffolder task. */
export function logReasons(logger: LoggerService, reasons: Reason[]): void {
  for (const { code, message, nextStep, field } of reasons) {
    const where = field ? ` (${field})` : '';
    const next = nextStep ? ` → ${nextStep}` : '';
    logger.error(`✗ ${message}${where}${next} [${code}]`);
  }
}

/** The same refusal with all of its reasons in the message. */
export function withReasons(error: RefusalError, subject: string) {
  const reasons = error.reasons.map(({ message }) => message);
  return new RefusalError({
    name: error.name,
    statusCode: error.statusCode,
    reasons: error.reasons,
    message: `${subject} was refused: ${reasons.join(' · ') || error.message}`,
  });
}
