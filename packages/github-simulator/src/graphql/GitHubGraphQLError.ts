import { GraphQLError } from 'graphql';

/** An error with the `type` that GitHub puts beside its message. */
export class GitHubGraphQLError extends GraphQLError {
  constructor(readonly type: string, message: string) {
    super(message);
    this.name = 'GitHubGraphQLError';
  }

  static unresolvedNode(id: string): GitHubGraphQLError {
    return new GitHubGraphQLError(
      'NOT_FOUND',
      `Could not resolve to a node with the global id of '${id}'`,
    );
  }

  static unresolvedRepository(name: string): GitHubGraphQLError {
    return new GitHubGraphQLError(
      'NOT_FOUND',
      `Could not resolve to a Repository with the name '${name}'.`,
    );
  }

  static forbidden(message: string): GitHubGraphQLError {
    return new GitHubGraphQLError('FORBIDDEN', message);
  }
}
