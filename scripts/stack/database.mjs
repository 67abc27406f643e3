import path from 'node:path';
import { dataDirectory } from './layout.mjs';
import { startEmbeddedPostgres } from './EmbeddedPostgres.mjs';

/**
 * The backend's database: the one that POSTGRES_HOST names, else an embedded
 * one that becomes part of the stack.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} what the backend's configuration reads
 */
export async function provideDatabase(stack, { logs, throwaway, say }) {
  if (process.env.POSTGRES_HOST) {
    say(`PostgreSQL at ${process.env.POSTGRES_HOST}`);
    return {};
  }
  const postgres = await startEmbeddedPostgres({
    directory: path.join(dataDirectory, 'postgres'),
    logFile: path.join(logs, 'postgres.log'),
    throwaway,
  });
  stack.addFoundation(postgres.server, postgres.stop);
  say(`PostgreSQL on port ${postgres.port}, data in ${postgres.home}`);
  return postgres.env;
}
