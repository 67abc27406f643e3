import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { resolve } from 'node:path';

/** A PostgreSQL for a test file; call it while the tests are being defined. */
export function postgres(): { create(): Promise<Knex> } {
  const databases = TestDatabases.create({
    ids: ['POSTGRES_18'],
    disableDocker: true,
  });
  return {
    /** A new database with the plugin's schema. */
    create: async () => {
      const knex = await databases.init('POSTGRES_18');
      await knex.migrate.latest({
        directory: resolve(__dirname, '../../migrations'),
      });
      return knex;
    },
  };
}
