import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createDatabase } from './createDatabase';

/** PostgreSQL for a test file; call it while the tests are being defined. */
export function postgres(): { create(): Promise<Knex> } {
  const databases = TestDatabases.create({
    ids: ['POSTGRES_18'],
    disableDocker: true,
  });
  return { create: () => createDatabase(databases) };
}
