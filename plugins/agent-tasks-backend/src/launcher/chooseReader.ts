import type { Knex } from 'knex';
import { listIdentityStates } from '../database/operations/identities/listIdentityStates';
import type { AttemptRow, TaskRow } from '../database/rows';
import type {
  Identity,
  IdentityRegistry,
} from '../identities/IdentityRegistry';

/**
 * The identity that launched, or another that sees the repository while that
 * one may not ask; and GitHub's id of the user that launched.
 */
export async function chooseReader(
  knex: Knex,
  identities: Pick<IdentityRegistry, 'get' | 'findFor'>,
  task: Pick<TaskRow, 'host' | 'repository_owner' | 'repository_name'>,
  attempt: Pick<AttemptRow, 'identity_id'>,
): Promise<{ reader?: Identity; creatorId?: string }> {
  const launcher = identities.get(attempt.identity_id);
  const candidates = [
    ...(launcher ? [launcher] : []),
    ...identities
      .findFor({
        host: task.host,
        owner: task.repository_owner,
        name: task.repository_name,
      })
      .filter(identity => identity !== launcher),
  ];
  const states = new Map(
    (
      await listIdentityStates(knex, [
        attempt.identity_id,
        ...candidates.map(identity => identity.id),
      ])
    ).map(state => [state.identity_id, state]),
  );
  return {
    reader: candidates.find(({ id }) => {
      const state = states.get(id);
      return !state?.paused && !state?.quarantined;
    }),
    creatorId: states.get(attempt.identity_id)?.user_id ?? undefined,
  };
}
