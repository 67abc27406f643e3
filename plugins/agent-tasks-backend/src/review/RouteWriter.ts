import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { enqueueTaskChanged } from '../database/operations/outbox/enqueueTaskChanged';
import type { ClaimedRoute } from '../database/operations/review/claimRoutes';
import { hasReadyPlace } from '../database/operations/review/hasReadyPlace';
import { hastenRouted } from '../database/operations/review/hastenRouted';
import type { LoadedRoute } from '../database/operations/review/loadRoute';
import {
  RoutePatch,
  updateRoute,
} from '../database/operations/review/updateRoute';
import { databaseTime } from '../database/operations/sqlTime';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import type { PullRouteRow } from '../database/rows';
import type { Identity } from '../identities/IdentityRegistry';
import { BROKER } from '../launcher/actor';
import type { RoutingStep } from './planRouting';
import { takePlace } from './takePlace';

/** Why a step is not taken now. */
export type Withheld = 'lease-lost' | 'capacity' | 'budget';

/** The columns that an event of the timeline is told by. */
const events: Record<RoutingStep['kind'], string> = {
  labels: 'labelled',
  comment: 'commented',
  ready: 'marked-ready',
  reviewers: 'reviewers-asked',
  assign: 'assigned',
  warn: 'warned-stale',
  close: 'closed-stale',
};

class LeaseLost extends Error {}

/**
 * Everything that the database learns of a pull request on its way into
 * review: the intent of a step and its audit row before the request leaves, the
 * step and the task's story after it.
 */
export class RouteWriter {
  constructor(
    private readonly options: {
      knex: Knex;
      leaseMs: number;
      review: Pick<
        AgentTasksConfig['review'],
        'maxReadyPerOwner' | 'closeStale'
      >;
    },
  ) {}

  /** Commits the intent; undefined where the step may be taken. */
  async begin(
    claimed: ClaimedRoute,
    { task, pull }: LoadedRoute,
    step: RoutingStep,
    identity: Identity,
  ): Promise<Withheld | undefined> {
    const { knex, leaseMs, review } = this.options;
    const { maxReadyPerOwner } = review;
    return await knex
      .transaction(async tx => {
        // the limit's lock comes first, in every transaction that takes two
        if (
          step.kind === 'ready' &&
          maxReadyPerOwner !== undefined &&
          !(await hasReadyPlace(tx, {
            task,
            databaseId: pull.database_id,
            most: maxReadyPerOwner,
          }))
        ) {
          return 'capacity';
        }
        if (!(await takePlace(tx, identity, task.id))) {
          return 'budget';
        }
        const now = databaseTime(tx);
        const held = await updateRoute(
          tx,
          claimed,
          {
            ...(step.kind === 'comment' && { comment_intent_at: now }),
            ...(step.kind === 'ready' && { ready_intent_at: now }),
            ...(step.kind === 'warn' && { warning_intent_at: now }),
          },
          leaseMs,
        );
        if (!held) {
          // nothing of this transaction may stay
          throw new LeaseLost();
        }
        await appendAudit(tx, {
          action: `review.${step.kind}`,
          actor: BROKER,
          result: 'allowed',
          task_id: task.id,
          identity_id: identity.id,
          details: { pullRequest: pull.number, ...aboutStep(step) },
        });
        return undefined;
      })
      .catch((error): Withheld => {
        if (error instanceof LeaseLost) {
          return 'lease-lost';
        }
        throw error;
      });
  }

  /**
   * Notes a step that GitHub has taken.
   *
   * @param at - GitHub's own date of a comment
   * @returns false where the lease was lost
   */
  async done(
    claimed: ClaimedRoute,
    { task, pull, route }: LoadedRoute,
    step: RoutingStep,
    at?: Date,
  ): Promise<boolean> {
    return await this.options.knex.transaction(async tx => {
      const written = await updateRoute(
        tx,
        claimed,
        step.kind === 'warn'
          ? this.warned(route, at ?? new Date())
          : patchOf(tx, step, { pull, route }),
      );
      if (!written) {
        return false;
      }
      await appendTimeline(tx, {
        taskId: task.id,
        kind: 'pull-request',
        actor: BROKER,
        data: {
          event: events[step.kind],
          number: pull.number,
          url: pull.url,
          ...aboutStep(step),
        },
      });
      await hastenRouted(tx, claimed);
      await enqueueTaskChanged(tx, task, task.phase);
      return true;
    });
  }

  private warned(route: PullRouteRow, at: Date): RoutePatch {
    const { closeStale } = this.options.review;
    return {
      warned_at: at,
      warning_intent_at: null,
      warnings: route.warnings + 1,
      close_at: new Date(at.getTime() + (closeStale?.warningMs ?? 0)),
    };
  }

  /** Ends a look: until a fact changes, or `againInMs` have passed. */
  async rest(
    claimed: ClaimedRoute,
    { task, pull, route, seen }: LoadedRoute,
    end: {
      waitsFor: PullRouteRow['waits_for'];
      againInMs?: number;
      failure?: string;
    },
  ): Promise<void> {
    await this.options.knex.transaction(async tx => {
      const written = await updateRoute(tx, claimed, {
        lease_id: null,
        lease_until: null,
        seen,
        waits_for: end.waitsFor,
        due_at:
          end.againInMs === undefined ? null : databaseTime(tx, end.againInMs),
        failures: end.failure === undefined ? 0 : route.failures + 1,
        last_error: end.failure ?? null,
      });
      if (!written || end.waitsFor === route.waits_for) {
        return;
      }
      if (end.waitsFor !== null && end.waitsFor !== 'checks') {
        await appendTimeline(tx, {
          taskId: task.id,
          kind: 'pull-request',
          actor: BROKER,
          data: {
            event: `waits-for-${end.waitsFor}`,
            number: pull.number,
            url: pull.url,
            ...(end.failure !== undefined && { message: end.failure }),
          },
        });
      }
      await enqueueTaskChanged(tx, task, task.phase);
    });
  }
}

function aboutStep(step: RoutingStep): JsonObject {
  switch (step.kind) {
    case 'labels':
      return { labels: step.labels };
    case 'reviewers':
      return {
        reviewers: [...step.people, ...step.teams],
        ...(step.again && { again: true }),
      };
    case 'assign':
      return { assigner: step.assigner };
    default:
      return {};
  }
}

function patchOf(
  tx: Knex.Transaction,
  step: RoutingStep,
  { pull, route }: Pick<LoadedRoute, 'pull' | 'route'>,
): RoutePatch {
  const now = databaseTime(tx);
  switch (step.kind) {
    case 'labels':
      return { labelled_at: now };
    case 'comment':
      return { commented_at: now };
    case 'ready':
      return { ready_at: now };
    case 'assign':
      return { assigned: [...route.assigned, step.assigner] };
    case 'reviewers':
      return step.again
        ? {
            asked_again: {
              ...route.asked_again,
              ...Object.fromEntries(
                step.people.map(login => [login, pull.head_sha ?? '']),
              ),
            },
          }
        : { asked: [...route.asked, ...step.people, ...step.teams] };
    default:
      // its state is GitHub's to say; who opens it again begins anew
      return { closed_at: now, warned_at: null, close_at: null };
  }
}
