import { Router } from 'express';
import { AgentRunner } from '../agent/AgentRunner';
import { RateLimiter } from '../limits';
import { GitHubError } from '../state/GitHubError';
import { PullFactsReader } from '../state/pullFacts';
import { registerAccounts } from './accounts';
import { registerActionsSettings } from './actionsSettings';
import { registerAgentTasks } from './agentTasks';
import { registerBranches } from './branches';
import { RestDeps } from './Call';
import { registerChecks } from './checks';
import { registerCollaborators } from './collaborators';
import { registerCommits } from './commits';
import { registerContents } from './contents';
import { registerGitData } from './gitData';
import { registerHooks } from './hooks';
import { registerIssues } from './issues';
import { registerPulls } from './pulls';
import { registerRepositories } from './repositories';
import { registerReviews } from './reviews';
import { createRoute, SimulatedAnswer } from './route';

const SUPPORTED_VERSIONS = ['2022-11-28', '2026-03-10'];

/** The REST API, without its `/api/v3`. */
export function createRestRouter(
  deps: RestDeps,
  parts: {
    agent: AgentRunner;
    facts: PullFactsReader;
    limiter: RateLimiter;
    etags: boolean;
    onAnswer?: (answer: SimulatedAnswer) => void;
  },
): Router {
  const router = Router();
  router.use((req, res, next) => {
    const version = req.headers['x-github-api-version'];
    if (
      version !== undefined &&
      !SUPPORTED_VERSIONS.includes(String(version))
    ) {
      next(
        new GitHubError(
          400,
          `"${version}" is not a supported version of the GitHub API. Supported versions: ${SUPPORTED_VERSIONS.join(
            ', ',
          )}`,
          {
            documentationUrl:
              'https://docs.github.com/rest/about-the-rest-api/api-versions',
          },
        ),
      );
      return;
    }
    res.setHeader(
      'x-github-api-version-selected',
      String(version ?? SUPPORTED_VERSIONS[0]),
    );
    res.setHeader('x-github-media-type', 'github.v3; format=json');
    next();
  });
  const route = createRoute(router, {
    ...deps,
    etags: parts.etags,
    onAnswer: parts.onAnswer,
    refund: call => {
      if (call.context.limited && call.context.token) {
        parts.limiter.refund(call.context.limited);
      }
    },
  });
  registerAgentTasks(route, deps, parts.agent);
  registerAccounts(route, deps, parts.limiter);
  registerRepositories(route, deps);
  registerCollaborators(route, deps);
  registerActionsSettings(route, deps);
  registerContents(route, deps);
  registerBranches(route, deps);
  // Before registerCommits, whose /commits/{ref} takes every longer path.
  registerChecks(route, deps);
  registerCommits(route, deps);
  registerGitData(route, deps);
  registerPulls(route, deps, parts.facts);
  registerReviews(route, deps);
  registerIssues(route, deps);
  registerHooks(route, deps);
  router.use((_req, _res, next) => next(GitHubError.notFound()));
  return router;
}
