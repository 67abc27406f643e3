import { createHmac } from 'node:crypto';
import { isoTime } from '../clock';
import {
  presentAccount,
  presentOrganization,
  presentTeam,
} from '../rest/present/presentAccount';
import { presentCommit } from '../rest/present/presentCommit';
import {
  presentCheckSuite,
  presentWorkflowRun,
} from '../rest/present/presentChecks';
import { presentFullPull, presentIssue } from '../rest/present/presentPull';
import { presentRepository } from '../rest/present/presentRepository';
import { Urls } from '../rest/present/Urls';
import { PullFactsReader } from '../state/pullFacts';
import { Account, Pull, Repository } from '../state/types';
import { World } from '../state/World';

/** Where webhooks go. @public */
export interface WebhookTarget {
  url: string;
  /** Signs each delivery: `X-Hub-Signature-256`. */
  secret?: string;
}

/** One attempt to deliver an event. @public */
export interface WebhookDelivery {
  /** `X-GitHub-Delivery`. */
  id: string;
  event: string;
  action?: string;
  url: string;
  /** Milliseconds since 1970, on the simulator's clock. */
  at: number;
  /** The receiver's answer; undefined if there was none. */
  status?: number;
  error?: string;
  payload: unknown;
}

/** GitHub gives a receiver ten seconds. */
const TIMEOUT_MS = 10_000;
const KEPT_DELIVERIES = 1_000;

/**
 * Sends what happens to webhooks, in order, signed as GitHub signs.
 *
 * Like GitHub it tries once: a receiver that is down misses the event.
 */
export class WebhookSender {
  readonly deliveries: WebhookDelivery[] = [];
  private queue: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly world: World,
    private readonly urls: () => Urls,
    private readonly facts: PullFactsReader,
    private readonly missingApprovals: (pull: Pull) => number,
    private readonly targets: WebhookTarget[],
  ) {
    this.subscribe();
  }

  /** Resolves when everything that happened so far has been sent. */
  async settled(): Promise<void> {
    await this.queue;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.queue;
  }

  private subscribe(): void {
    const { world } = this;
    const { events } = world;
    events.on('pull_request', event =>
      this.send('pull_request', event, async urls => ({
        action: event.action,
        number: event.pull.number,
        pull_request: await this.pull(event.pull),
        ...(event.before && {
          before: event.before,
          after: event.pull.headSha,
        }),
        ...(event.requestedReviewer && {
          requested_reviewer: presentAccount(urls, event.requestedReviewer),
        }),
        ...(event.requestedTeam && {
          requested_team: presentTeam(world, urls, event.requestedTeam),
        }),
      })),
    );
    events.on('pull_request_review', event =>
      this.send('pull_request_review', event, async urls => ({
        action: event.action,
        review: {
          id: event.review.id,
          node_id: event.review.nodeId,
          user: presentAccount(urls, world.account(event.review.authorId)),
          body: event.review.body,
          commit_id: event.review.commitSha,
          submitted_at: isoTime(event.review.submittedAt),
          state: event.review.state.toLowerCase(),
        },
        pull_request: await this.pull(event.pull),
      })),
    );
    events.on('issue_comment', event =>
      this.send('issue_comment', event, async urls => ({
        action: event.action,
        issue: presentIssue(world, urls, event.issue),
        comment: {
          id: event.comment.id,
          node_id: event.comment.nodeId,
          user: presentAccount(urls, event.sender),
          body: event.comment.body,
          created_at: isoTime(event.comment.createdAt),
          updated_at: isoTime(event.comment.updatedAt),
        },
      })),
    );
    events.on('push', event =>
      this.send('push', event, async urls => {
        const { repository, before, after, ref, sender } = event;
        const none = /^0+$/;
        const range = none.test(before) ? after : `${before}..${after}`;
        const commits = none.test(after)
          ? []
          : await world.git.log(repository.id, range, { limit: 20 });
        const presented = commits
          .reverse()
          .map(commit => presentCommit(world, urls, repository, commit));
        return {
          ref,
          before,
          after,
          created: none.test(before),
          deleted: none.test(after),
          forced: false,
          base_ref: null,
          compare: `${urls.web}/${world.fullName(
            repository,
          )}/compare/${before}...${after}`,
          commits: presented.map(({ sha, commit, html_url: url }) => ({
            id: sha,
            tree_id: commit.tree.sha,
            message: commit.message,
            timestamp: commit.committer?.date,
            url,
            author: commit.author,
            committer: commit.committer,
            added: [],
            removed: [],
            modified: [],
          })),
          head_commit: presented.length
            ? {
                id: presented[presented.length - 1].sha,
                message: presented[presented.length - 1].commit.message,
              }
            : null,
          pusher: { name: sender.login, email: sender.email ?? null },
        };
      }),
    );
    events.on('check_suite', event =>
      this.send('check_suite', event, async urls => ({
        action: event.action,
        check_suite: presentCheckSuite(
          world,
          urls,
          event.run,
          await this.commit(event.repository, event.run.sha),
        ),
      })),
    );
    events.on('workflow_run', event =>
      this.send('workflow_run', event, async urls => ({
        action: event.action,
        workflow_run: presentWorkflowRun(
          world,
          urls,
          event.run,
          await this.commit(event.repository, event.run.sha),
        ),
        workflow: { name: event.run.name, path: event.run.path },
      })),
    );
    events.on('repository', event =>
      this.send('repository', event, async () => ({ action: event.action })),
    );
  }

  private async commit(repository: Repository, sha: string) {
    const found = await this.world.git.log(repository.id, sha, { limit: 1 });
    return found[0];
  }

  private async pull(pull: Pull) {
    return presentFullPull(
      this.world,
      this.urls(),
      pull,
      await this.facts.read(pull),
      this.missingApprovals(pull),
    );
  }

  private send(
    event: string,
    about: { repository: Repository; sender: Account; action?: string },
    describe: (urls: Urls) => Promise<Record<string, unknown>>,
  ): void {
    const { repository, sender } = about;
    const targets: WebhookTarget[] = [...this.targets];
    for (const hook of repository.hooks.values()) {
      const wanted = hook.events.includes('*') || hook.events.includes(event);
      if (hook.active && wanted) targets.push(hook);
    }
    if (!targets.length || this.stopped) return;
    const urls = this.urls();
    const owner = this.world.owner(repository);
    // The payload is made now, so that it tells what was true at the event.
    const payload = describe(urls).then(details => ({
      ...details,
      repository: presentRepository(this.world, urls, repository),
      ...(owner.type === 'Organization' && {
        organization: presentOrganization(urls, owner),
      }),
      sender: presentAccount(urls, sender),
    }));
    payload.catch(() => {});
    this.queue = this.queue.then(async () => {
      if (this.stopped) return;
      for (const target of targets) {
        try {
          await this.deliver(event, about.action, target, await payload);
        } catch (error) {
          process.emitWarning(`A ${event} webhook was lost: ${error}`);
        }
      }
    });
  }

  private async deliver(
    event: string,
    action: string | undefined,
    target: WebhookTarget,
    payload: unknown,
  ): Promise<void> {
    const body = JSON.stringify(payload);
    const id = this.world.random.uuid();
    const delivery: WebhookDelivery = {
      id,
      event,
      action,
      url: target.url,
      at: this.world.clock.now(),
      payload,
    };
    this.deliveries.push(delivery);
    if (this.deliveries.length > KEPT_DELIVERIES) this.deliveries.shift();
    const sign = (algorithm: 'sha1' | 'sha256') =>
      `${algorithm}=${createHmac(algorithm, target.secret ?? '')
        .update(body)
        .digest('hex')}`;
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/simulator',
          'x-github-event': event,
          'x-github-delivery': id,
          'x-github-hook-id': '1',
          ...(target.secret && {
            'x-hub-signature': sign('sha1'),
            'x-hub-signature-256': sign('sha256'),
          }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      delivery.status = response.status;
      await response.arrayBuffer();
    } catch (error) {
      delivery.error = String(error);
    }
  }
}
