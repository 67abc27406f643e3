import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClientSchema, GraphQLSchema } from 'graphql';

let schema: GraphQLSchema | undefined;

/**
 * GitHub's published schema, built once a process. The package exports it to
 * ES modules only, hence the look-up of its file.
 */
export function loadSchema(): GraphQLSchema {
  if (!schema) {
    const file = 'schema.json';
    const found = (require.resolve.paths('@octokit/graphql-schema') ?? [])
      .map(dir => join(dir, '@octokit', 'graphql-schema', file))
      .find(existsSync);
    if (!found) {
      throw new Error(
        `@octokit/graphql-schema is not installed: its ${file} was not found`,
      );
    }
    schema = buildClientSchema(JSON.parse(readFileSync(found, 'utf8')), {
      assumeValid: true,
    });
  }
  return schema;
}
