import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { withInstallLock } from './withInstallLock';

const migrations = resolvePackagePath(
  '@agent-tasks/backstage-plugin-agent-tasks-backend',
  'migrations',
);

/**
 * The plugin's database with its schema.
 *
 * @throws one sentence that names the key to set, where the database is not
 * PostgreSQL or cannot be reached.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  let knex: Knex;
  try {
    knex = await database.getClient();
    assertPostgres(knex);
    await knex.raw('select 1');
  } catch (error) {
    if (error instanceof InputError) {
      throw error;
    }
    throw new Error(
      `agent-tasks cannot reach PostgreSQL: check that it runs and that backend.database.connection names its host, port, user and password (${reasonOf(
        error,
      )})`,
    );
  }
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

/**
 * Brings the schema up, in one replica at a time.
 *
 * A replica that died while it migrated has left Knex's own lock behind, which
 * nothing ends by itself; whoever holds ours knows that nobody migrates.
 *
 * A replica of an earlier version may start after a later one has migrated, in
 * the middle of a rolling upgrade. It leaves migrations alone that it does not
 * know: each only adds to what the version before it uses.
 */
async function migrate(knex: Knex): Promise<void> {
  await withInstallLock(knex, 'schema', async () => {
    await knex.migrate.forceFreeMigrationsLock({ directory: migrations });
    await knex.migrate.latest({
      directory: migrations,
      disableMigrationsListValidation: true,
    });
  });
}

function assertPostgres(knex: Knex): void {
  const client = String(knex.client.config.client);
  if (client !== 'pg') {
    throw new InputError(
      `agent-tasks works on PostgreSQL only, and the database is '${client}': set backend.database.client (or backend.database.plugin.agent-tasks.client) to 'pg' and backend.database.connection to a PostgreSQL server`,
    );
  }
}

// a refused connection is an AggregateError without a message of its own
function reasonOf(error: unknown): string {
  const [first] =
    error instanceof AggregateError ? error.errors : ([error] as unknown[]);
  return stringifyError(first)
    .replace(/^\w*Error: /, '')
    .replace(/postgres(ql)?:\/\/\S+/g, 'postgresql://…');
}
