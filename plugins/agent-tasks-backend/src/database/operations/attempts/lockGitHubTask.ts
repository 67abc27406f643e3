import type { Knex } from 'knex';

/**
 * Keeps two decisions from taking the same task of GitHub's, until the end of
 * the transaction.
 */
export async function lockGitHubTask(
  tx: Knex.Transaction,
  githubTaskId: string,
): Promise<void> {
  await tx.raw('select pg_advisory_xact_lock(hashtext(?), hashtext(?))', [
    'agent-tasks.github-task',
    githubTaskId,
  ]);
}
