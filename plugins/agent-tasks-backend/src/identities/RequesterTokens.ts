import type { Knex } from 'knex';
import { eraseRequesterToken } from '../database/operations/requesterTokens/eraseRequesterToken';
import { eraseStrandedTokens } from '../database/operations/requesterTokens/eraseStrandedTokens';
import { findRequesterToken } from '../database/operations/requesterTokens/findRequesterToken';
import { saveRequesterToken } from '../database/operations/requesterTokens/saveRequesterToken';
import type { TaskRow } from '../database/rows';
import { createRefusal } from '../refusals/Refusal';
import { checkToken } from './checkToken';
import { CredentialsError } from './CredentialsError';
import type { TokenCipher } from './TokenCipher';

/** Longer than any token of GitHub's. */
const MAX_LENGTH = 1_024;

/**
 * Tokens that requesters lend for one launch of their own task. Kept encrypted
 * until the POST was answered, erased in the same write as its outcome.
 */
export class RequesterTokens {
  static create(options: {
    enabled: boolean;
    cipher: TokenCipher;
  }): RequesterTokens {
    return new RequesterTokens(options.enabled, options.cipher);
  }

  private constructor(
    private readonly enabled: boolean,
    private readonly cipher: TokenCipher,
  ) {}

  /**
   * Checks a token that came with a request.
   *
   * @throws a refusal that never holds the token.
   */
  check(token: string): void {
    if (!this.enabled) {
      throw createRefusal('forbidden', [
        {
          code: 'requester-tokens-off',
          message: 'This portal launches with its own accounts only.',
          nextStep:
            'Leave the token out, or ask an administrator for agentTasks.requesterTokens.enabled.',
        },
      ]);
    }
    const problem =
      token.length > MAX_LENGTH ? 'is too long for one' : checkToken(token);
    if (problem) {
      throw createRefusal('invalid', [
        {
          code: 'requester-token-unusable',
          message: `The GitHub token of the request ${problem}.`,
          nextStep:
            'Send a personal access token with "Agent tasks: read and write", or an OAuth or GitHub App user token.',
        },
      ]);
    }
  }

  /** Keeps a checked token for a task. */
  async save(
    tx: Knex.Transaction,
    taskId: string,
    token: string,
  ): Promise<void> {
    await saveRequesterToken(tx, {
      taskId,
      sealed: this.cipher.seal(token, `task:${taskId}`),
    });
  }

  /** The token of a task, unless it was erased or cannot be read any more. */
  async open(
    knex: Knex,
    { id }: Pick<TaskRow, 'id'>,
  ): Promise<string | undefined> {
    const sealed = this.enabled && (await findRequesterToken(knex, id));
    if (!sealed) {
      return undefined;
    }
    try {
      return this.cipher.open(sealed, `task:${id}`);
    } catch (error) {
      if (error instanceof CredentialsError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Erases what no launch will use. */
  async clean(knex: Knex): Promise<number> {
    return await eraseStrandedTokens(knex, !this.enabled);
  }
}

/** Erases the token of a task that had one, with what made it useless. */
export async function forgetRequester(
  tx: Knex.Transaction,
  task: Pick<TaskRow, 'id' | 'as_requester'>,
): Promise<void> {
  if (task.as_requester) {
    await eraseRequesterToken(tx, task.id);
  }
}
