import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

/** A database of its own for one test, with the plugin's schema. */
export async function createDatabase(databases: TestDatabases): Promise<Knex> {
  const knex = await databases.init('POSTGRES_18');
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@agent-tasks/backstage-plugin-agent-tasks-backend',
      'migrations',
    ),
  });
  return knex;
}
