import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';

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
    await knex.migrate.latest({ directory: migrations });
  }
  return knex;
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
