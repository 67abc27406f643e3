import type {
  AssignablePullRequest,
  PullRequestAssigner,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { listIdentityStates } from '../database/operations/identities/listIdentityStates';
import {
  ClaimedRoute,
  claimRoutes,
} from '../database/operations/review/claimRoutes';
import { countAsked } from '../database/operations/review/countAsked';
import {
  LoadedRoute,
  loadRoute,
} from '../database/operations/review/loadRoute';
import { nextRouteDue } from '../database/operations/review/nextRouteDue';
import { putOffRoute } from '../database/operations/review/putOffRoute';
import { updateRoute } from '../database/operations/review/updateRoute';
import type { PullRequestRow, TaskRow } from '../database/rows';
import type {
  GitHubClient,
  GitHubRequestOptions,
} from '../github/GitHubClient';
import { GitHubError } from '../github/GitHubError';
import {
  addComment,
  addLabels,
  closePull,
  findComment,
  markReady,
  PullAddress,
  requestReviewers,
} from '../github/reviewWrites';
import { inParallel } from '../tracker/inParallel';
import type { ReadFailures } from '../tracker/ReadFailures';
import {
  planRouting,
  RoutingPlan,
  RoutingRule,
  RoutingStep,
} from './planRouting';
import {
  commentMark,
  reviewComment,
  warningComment,
  warningMark,
} from './reviewComment';
import type { ReviewerFinder } from './ReviewerFinder';
import { RouteWriter } from './RouteWriter';

/**
 * Brings finished pull requests into the normal review queue: labels, a comment
 * that says where they come from, out of draft, and reviewers who neither asked
 * for the work nor did it.
 *
 * One replica at a time under a lease in the pull request's route. Each step is
 * one request, its intent and audit row committed before. A replica that dies
 * in between leaves a step that is taken again: labels, reviewers and the draft
 * are as they were then, and the comment is looked for by its mark first. A
 * replica that wakes up late sends nothing, because a request does not leave
 * after its lease.
 *
 * Not promised: that what people change by hand is put back. Who is taken off,
 * and a pull request that is made a draft again, stay as people left them.
 */

const LEASE_MS = 60_000;
const REQUEST_TIMEOUT_MS = 10_000;
const MOST_AT_ONCE = 20;
const PARALLEL = 4;
/** Of one look; each step changes what the next is decided from. */
const MOST_STEPS = 16;
/** Until it is asked again whether there is a place. */
const PLACE_MS = 15_000;
const NO_REVIEWER_MS = 60 * 60_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/** What the router is made of. */
export type PullRouterOptions = {
  knex: Knex;
  logger: LoggerService;
  review: AgentTasksConfig['review'];
  client: (identityId: string) => GitHubClient;
  reviewers: Pick<ReviewerFinder, 'find'>;
  failures: ReadFailures;
  assigners: readonly PullRequestAssigner[];
  /** The page of a task in the portal, where its address is known. */
  taskUrl: (taskId: string) => string | undefined;
  /** Told after commits that wrote something to tell. */
  onChanged: () => void;
};

/** Routes the pull requests that are due. */
export class PullRouter {
  private readonly writer: RouteWriter;

  constructor(private readonly options: PullRouterOptions) {
    this.writer = new RouteWriter({
      knex: options.knex,
      leaseMs: LEASE_MS,
      review: options.review,
    });
  }

  /** @returns milliseconds until the next one is due, where that is known. */
  async run(
    identityIds: string[],
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { knex, client, failures } = this.options;
    const claimed = await claimRoutes(knex, {
      leaseId: randomUUID(),
      leaseMs: LEASE_MS,
      identityIds: failures.backoff.open(identityIds),
      ownTokenIds: identityIds.filter(
        id => client(id).identity.config.pullRequestToken,
      ),
      limit: MOST_AT_ONCE,
    });
    if (!claimed.length) {
      return await nextRouteDue(knex);
    }
    await inParallel(claimed, PARALLEL, route => this.tryRoute(route, signal));
    return 0;
  }

  /** One that cannot be decided about does not stand in the way of the others. */
  private async tryRoute(
    claimed: ClaimedRoute,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, logger } = this.options;
    try {
      await this.route(claimed, signal);
    } catch (error) {
      logger.warn(
        `The pull request of task ${claimed.task_id} was not brought into review, again later: ${error}`,
      );
      await putOffRoute(knex, claimed, FIRST_RETRY_MS);
    }
  }

  private async route(
    claimed: ClaimedRoute,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, onChanged } = this.options;
    // of several people GitHub does not say who has no access
    let oneByOne = false;
    // an extension that fails does not stand in the way of the rest
    const failed = new Map<string, string>();
    for (let count = 0; count < MOST_STEPS && !signal.aborted; count++) {
      const loaded = await loadRoute(knex, claimed);
      if (!loaded) {
        break;
      }
      const planned = await this.plan(loaded, failed);
      const plan = oneByOne ? onlyFirst(planned) : planned;
      if (!('step' in plan)) {
        await this.rest(claimed, loaded, plan, failed);
        onChanged();
        return;
      }
      const taken = await this.take(claimed, loaded, plan.step, signal, failed);
      if (taken === 'ended') {
        onChanged();
        return;
      }
      oneByOne ||= taken === 'one-by-one';
    }
    // another replica may go on at once
    await updateRoute(knex, claimed, { lease_id: null, lease_until: null });
    onChanged();
  }

  private async rest(
    claimed: ClaimedRoute,
    loaded: LoadedRoute,
    plan: Exclude<RoutingPlan, { step: RoutingStep }>,
    failed: ReadonlyMap<string, string>,
  ): Promise<void> {
    const [failure] = failed.values();
    const waits = [
      plan.againInMs,
      plan.waitsFor === 'reviewer' ? NO_REVIEWER_MS : undefined,
      failure === undefined ? undefined : retryMs(loaded),
    ].filter(wait => wait !== undefined);
    await this.writer.rest(claimed, loaded, {
      waitsFor: plan.waitsFor,
      againInMs: waits.length ? Math.min(...waits) : undefined,
      failure,
    });
  }

  private async plan(
    loaded: LoadedRoute,
    failed: ReadonlyMap<string, string>,
  ): Promise<RoutingPlan> {
    const { knex, review, reviewers, assigners } = this.options;
    const { task, pull, route } = loaded;
    const logins = (
      await listIdentityStates(knex, [loaded.identityId])
    ).flatMap(({ login }) => login ?? []);
    const { candidates, excluded } = review.requestReviewers
      ? await reviewers.find({
          ...(loaded.review?.reviewers && {
            templateReviewers: loaded.review.reviewers,
          }),
          ...(task.owner_ref !== null && { owner: task.owner_ref }),
          requestedBy: task.requested_by,
          identityLogins: logins,
          organization: task.repository_owner,
        })
      : { candidates: { teams: [], people: [] }, excluded: [] };
    const rule = {
      ...ruleOf(review, loaded),
      assigners: assigners.map(({ id }) => id).filter(id => !failed.has(id)),
    };
    return planRouting(rule, {
      pull,
      route,
      now: loaded.now,
      readSinceReady:
        route.ready_at === null ||
        (pull.read_at !== null && pull.read_at > route.ready_at),
      quietMs: loaded.quietMs,
      candidates,
      excluded,
      load: await countAsked(knex, candidates.people),
      seed: task.id,
    });
  }

  private async take(
    claimed: ClaimedRoute,
    loaded: LoadedRoute,
    step: RoutingStep,
    signal: AbortSignal,
    failedAssigners: Map<string, string>,
  ): Promise<'taken' | 'one-by-one' | 'ended'> {
    const { client } = this.options;
    const github = client(loaded.identityId);
    // read before the lease is extended, so that a pause in between counts
    const sendBefore = performance.now() + LEASE_MS - REQUEST_TIMEOUT_MS;
    const withheld = await this.writer.begin(
      claimed,
      loaded,
      step,
      github.identity,
    );
    if (withheld) {
      await this.withheld(claimed, loaded, withheld);
      return 'ended';
    }
    let at: Date | undefined;
    try {
      at = await this.send(github, loaded, step, {
        signal,
        timeoutMs: REQUEST_TIMEOUT_MS,
        sendBefore,
      });
    } catch (error) {
      if (step.kind === 'assign') {
        failedAssigners.set(step.assigner, `${step.assigner}: ${error}`);
        return 'taken';
      }
      if (
        step.kind === 'reviewers' &&
        error instanceof GitHubError &&
        error.status === 422
      ) {
        return await this.refused(claimed, loaded, step);
      }
      await this.failed(claimed, loaded, github, error, signal);
      return 'ended';
    }
    return (await this.writer.done(claimed, loaded, step, at))
      ? 'taken'
      : 'ended';
  }

  private async send(
    github: GitHubClient,
    loaded: LoadedRoute,
    step: RoutingStep,
    options: { signal: AbortSignal; timeoutMs: number; sendBefore: number },
  ): Promise<Date | undefined> {
    const { task, pull, route } = loaded;
    const address = {
      owner: task.repository_owner,
      name: task.repository_name,
      number: pull.number ?? 0,
    };
    switch (step.kind) {
      case 'labels':
        await addLabels(github, address, step.labels, options);
        return undefined;
      case 'comment': {
        const there =
          route.comment_intent_at === null
            ? undefined
            : await findComment(github, address, commentMark(pull), options);
        return (
          there ??
          (await addComment(
            github,
            address,
            reviewComment(loaded, this.options.taskUrl(task.id)),
            options,
          ))
        );
      }
      case 'warn':
        return await this.warn(github, loaded, address, options);
      case 'close':
        await closePull(github, address, options);
        return undefined;
      case 'assign':
        await this.assign(github, loaded, step.assigner, options);
        return undefined;
      case 'ready':
        await markReady(github, pull.global_id ?? '', options);
        return undefined;
      default:
        await requestReviewers(github, address, step, options);
        return undefined;
    }
  }

  private async warn(
    github: GitHubClient,
    { pull, route }: LoadedRoute,
    address: PullAddress,
    options: GitHubRequestOptions,
  ): Promise<Date> {
    const { closeStale } = this.options.review;
    const number = route.warnings + 1;
    const there =
      route.warning_intent_at === null
        ? undefined
        : await findComment(
            github,
            address,
            warningMark(pull, number),
            options,
          );
    return (
      there ??
      (await addComment(
        github,
        address,
        warningComment(pull, {
          number,
          afterMs: closeStale?.afterMs ?? 0,
          warningMs: closeStale?.warningMs ?? 0,
        }),
        options,
      ))
    );
  }

  private async assign(
    github: GitHubClient,
    { task, pull }: LoadedRoute,
    id: string,
    options: GitHubRequestOptions,
  ): Promise<void> {
    const send = { token: 'pull-request' as const, ...options };
    await this.options.assigners
      .find(assigner => assigner.id === id)
      ?.assign(toAssignable(task, pull), {
        signal: options.signal ?? new AbortController().signal,
        request: async (route, parameters) =>
          (
            await github.request(route, parameters, send)
          ).data,
        graphql: async (query, variables) => {
          const { data, errors } = await github.graphql(query, variables, send);
          if (errors.length) {
            throw new Error(errors.map(({ message }) => message).join('; '));
          }
          return data;
        },
      });
  }

  private async withheld(
    claimed: ClaimedRoute,
    loaded: LoadedRoute,
    why: 'lease-lost' | 'capacity' | 'budget',
  ): Promise<void> {
    if (why !== 'lease-lost') {
      await this.writer.rest(claimed, loaded, {
        waitsFor: why === 'capacity' ? 'capacity' : null,
        againInMs: PLACE_MS,
      });
    }
  }

  private async refused(
    claimed: ClaimedRoute,
    { route }: LoadedRoute,
    step: RoutingStep & { kind: 'reviewers' },
  ): Promise<'one-by-one' | 'ended'> {
    const names = [...step.people, ...step.teams];
    if (names.length > 1) {
      return 'one-by-one';
    }
    const written = await updateRoute(this.options.knex, claimed, {
      refused: [...route.refused, ...names],
    });
    return written ? 'one-by-one' : 'ended';
  }

  private async failed(
    claimed: ClaimedRoute,
    loaded: LoadedRoute,
    github: GitHubClient,
    error: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    const { failures } = this.options;
    const status = error instanceof GitHubError ? error.status : undefined;
    const limited =
      error instanceof GitHubError &&
      error.failure.kind === 'answered' &&
      error.failure.rateLimited;
    const denied = !limited && (status === 403 || status === 404);
    const waitMs =
      signal.aborted || denied || status === 422
        ? 0
        : await failures.note(github, error, 'pull-request');
    await this.writer.rest(claimed, loaded, {
      waitsFor: denied ? 'permission' : loaded.route.waits_for,
      againInMs: signal.aborted ? 0 : Math.max(waitMs, retryMs(loaded)),
      failure: error instanceof Error ? error.message : String(error),
    });
  }
}

function retryMs({ route }: LoadedRoute): number {
  return Math.min(
    FIRST_RETRY_MS * 2 ** Math.min(route.failures, 10),
    LONGEST_RETRY_MS,
  );
}

function toAssignable(
  task: TaskRow,
  pull: PullRequestRow,
): AssignablePullRequest {
  return {
    taskId: task.id,
    host: task.host,
    owner: task.repository_owner,
    repository: task.repository_name,
    number: pull.number ?? 0,
    nodeId: pull.global_id ?? '',
    requestedBy: task.requested_by,
    ...(task.entity_ref !== null && { entityRef: task.entity_ref }),
    ...(task.owner_ref !== null && { ownerRef: task.owner_ref }),
    ...(task.tier !== null && { tier: task.tier }),
    ...(task.ticket !== null && { ticket: task.ticket }),
    ...(task.template_ref !== null && { templateRef: task.template_ref }),
  };
}

/** The configuration, which a template can only make stricter. */
function ruleOf(
  review: AgentTasksConfig['review'],
  { review: asked }: LoadedRoute,
): Omit<RoutingRule, 'assigners'> {
  return {
    ...review,
    ...(review.markReady === 'always' &&
      asked?.afterChecks && { markReady: 'when-checks-are-green' }),
    reviewers: Math.max(review.reviewers, asked?.approvals ?? 1),
  };
}

function onlyFirst(plan: RoutingPlan): RoutingPlan {
  return 'step' in plan && plan.step.kind === 'reviewers'
    ? {
        step: {
          ...plan.step,
          people: plan.step.people.slice(0, 1),
          teams: plan.step.people.length ? [] : plan.step.teams.slice(0, 1),
        },
      }
    : plan;
}
