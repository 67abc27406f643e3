import { createRefusal } from '../refusals/Refusal';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

/**
 * The token that a requester lends for a launch, where one came with the
 * request.
 *
 * @throws a refusal where none is taken, or where it cannot launch.
 */
export function lentToken(
  deps: Pick<TaskDependencies, 'requesterTokens'>,
  caller: Caller,
): string | undefined {
  const token = caller.gitHubToken?.();
  if (token === undefined) {
    return undefined;
  }
  if (!deps.requesterTokens) {
    throw createRefusal('forbidden', [
      {
        code: 'requester-tokens-off',
        message: 'Tokens of requesters are not taken here.',
      },
    ]);
  }
  deps.requesterTokens.check(token);
  return token;
}
