import path from 'node:path';
import { dataDirectory } from './layout.mjs';
import { startEmbeddedPostgres } from './EmbeddedPostgres.mjs';

/**
 * The backend's database: the one that POSTGRES_HOST names, else an embedded
 * one that becomes part of the stack.
 *
 * @param {import('./Stack.mjs').Stack} stack
 * @param {{ name: string, reset?: boolean, logs: string, say: (line: string) => void }} options -
 *   `name` of its folder, whose content `reset` removes first
 * @returns {Promise<NodeJS.ProcessEnv>} what the backend's configuration reads
 */
export async function provideDatabase(stack, { name, reset, logs, say }) {
  if (process.env.POSTGRES_HOST) {
    say(`PostgreSQL at ${process.env.POSTGRES_HOST}`);
    return {};
  }
  const postgres = await startEmbeddedPostgres({
    directory: path.join(dataDirectory, name),
    logFile: path.join(logs, 'postgres.log'),
    reset,
  });
  stack.addFoundation(postgres.server, postgres.stop);
  say(`PostgreSQL on port ${postgres.port}, data in ${postgres.home}`);
  return postgres.env;
}
