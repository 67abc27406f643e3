/**
 * A pull request of an agent, on its way into review.
 *
 * @public
 */
export type AssignablePullRequest = {
  taskId: string;
  /** GitHub host, e.g. `github.com`. */
  host: string;
  /** Owner of the repository. */
  owner: string;
  /** Name of the repository. */
  repository: string;
  number: number;
  /** Its id for GraphQL. */
  nodeId: string;
  /** Entity reference of who asked for the work. */
  requestedBy: string;
  /** Entity reference of what the work is on. */
  entityRef?: string;
  /** Entity reference of that entity's owner. */
  ownerRef?: string;
  tier?: string;
  ticket?: string;
  templateRef?: string;
};

/**
 * Assigns pull requests of agents to something that a company plans with: a
 * project, a milestone.
 *
 * @public
 */
export interface PullRequestAssigner {
  /** Unique; kept with the pull request once it has been assigned. */
  id: string;
  /**
   * Assigns one pull request. Called once for each, after everything that
   * review needs; again where it fails, later and later, and where the replica
   * dies before it has noted the end. It has to be repeatable.
   *
   * @throws to be called again
   */
  assign(
    pull: AssignablePullRequest,
    github: {
      /** Aborted when the backend stops. */
      signal: AbortSignal;
      /**
       * A request to GitHub as the identity that launched the task, or with its
       * token for pull requests. Answers the body; few of them, since they
       * share the identity's limits.
       *
       * @throws where GitHub refuses
       */
      request(
        route: string,
        parameters?: Record<string, unknown>,
      ): Promise<unknown>;
      /** Likewise; answers `data`. */
      graphql(
        query: string,
        variables?: Record<string, unknown>,
      ): Promise<unknown>;
    },
  ): Promise<void>;
}
