import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClientSchema, extendSchema, GraphQLSchema, parse } from 'graphql';

/**
 * Described in GitHub's documentation of its coding agent ("Using the GraphQL
 * API to assign issues to Copilot"), but missing from the published schema.
 */
const DOCUMENTED_ONLY = parse(`
  enum RepositorySuggestedActorFilter { CAN_BE_ASSIGNED CAN_BE_AUTHOR }
  type SuggestedActorConnection {
    edges: [SuggestedActorEdge]
    nodes: [Actor]
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type SuggestedActorEdge { cursor: String! node: Actor }
  extend type Repository {
    suggestedActors(
      after: String
      before: String
      capabilities: [RepositorySuggestedActorFilter!]!
      first: Int
      last: Int
      query: String
    ): SuggestedActorConnection!
  }
`);

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
    const published = buildClientSchema(
      JSON.parse(readFileSync(found, 'utf8')),
      { assumeValid: true },
    );
    schema = extendSchema(published, DOCUMENTED_ONLY, { assumeValid: true });
  }
  return schema;
}
