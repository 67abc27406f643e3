import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createDatabase } from '../__testUtils__/createDatabase';
import { createIdentities } from '../__testUtils__/createIdentities';
import { AnswerRecorder } from '../identities/AnswerRecorder';
import { GitHubClients } from '../identities/GitHubClients';
import { ReadFailures } from './ReadFailures';

jest.setTimeout(60_000);

describe('ReadFailures', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;

  beforeEach(async () => {
    knex = await createDatabase(databases);
  });

  it('does not blame GitHub, or an identity, for a database that is away', async () => {
    const logger = mockServices.logger.mock();
    const identities = createIdentities({ id: 'robot', token: 'ghp_robot' });
    const clients = GitHubClients.create({
      identities,
      recorder: new AnswerRecorder({ knex, logger }),
      logger,
    });
    const failures = new ReadFailures({ knex, logger });

    const waitMs = await failures.note(
      clients.get('robot'),
      new Error('Connection terminated unexpectedly'),
    );

    expect(waitMs).toBeGreaterThan(0);
    expect(failures.backoff.open(['robot'])).toEqual([]);
    expect(logger.warn).not.toHaveBeenCalled();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(
        /^What robot read from GitHub could not be kept, again in \d+ s: Connection terminated unexpectedly$/,
      ),
    );
    expect(await knex('identity_states').whereNotNull('last_error')).toEqual(
      [],
    );
  });
});
