import {
  AGENT_TASKS_SIGNAL_CHANNEL,
  AgentTasksSignal,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { findRequests } from '../database/operations/approvals/findRequests';
import type { ApprovalNews } from '../database/operations/outbox/enqueueApprovalNews';
import { claimOutbox } from '../database/operations/outbox/claimOutbox';
import { deleteOutbox } from '../database/operations/outbox/deleteOutbox';
import { findToldTasks } from '../database/operations/outbox/findToldTasks';
import type { ApprovalRequestRow, OutboxRow, TaskRow } from '../database/rows';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { bypassNotificationOf } from './bypassNotificationOf';
import { campaignNotificationOf } from './campaignNotificationOf';
import { approvalNotificationOf } from './approvalNotificationOf';
import { escalationNotificationOf } from './escalationNotificationOf';
import { identityNotificationOf } from './identityNotificationOf';
import { notificationOf } from './notificationOf';
import { scheduleNotificationOf } from './scheduleNotificationOf';

/**
 * Tells the world what was committed: as signals to open pages (ids only), on
 * the events topic `agent-tasks.task.changed`, and as notifications to people.
 *
 * Each row of the outbox is claimed by one replica, told, and deleted after.
 * Promised: at least once, and only after the commit. **Not promised:** exactly
 * once (a process that dies after telling tells again), nor the order between
 * replicas: a signal is a reason to fetch, and an event carries the state at
 * the time of its change with the outbox row's id. Notifications are sent for
 * a new phase only and carry a scope, under which Backstage keeps one of them.
 *
 * A notification that cannot be delivered is tried again for an hour; signals
 * and events of its row are then told again, too.
 */

/** Topic of the events that this publishes. */
export const TASK_CHANGED_TOPIC = 'agent-tasks.task.changed';

/** Topic of what administrators are told of identities. */
export const IDENTITY_NEWS_TOPIC = 'agent-tasks.identity.news';

/** Topic of agent tasks that were found to be started past the broker. */
export const BYPASS_FOUND_TOPIC = 'agent-tasks.bypass.found';

/** Topic of approvals that are asked for, given, refused or not given in time. */
export const APPROVAL_NEWS_TOPIC = 'agent-tasks.approval.news';

/** Topic of tasks that wait for longer than they should. */
export const TASK_ESCALATED_TOPIC = 'agent-tasks.task.escalated';

/** Topic of schedules that fail, are disabled or wait to be enabled. */
export const SCHEDULE_NEWS_TOPIC = 'agent-tasks.schedule.news';

/** Topic of reminders of a campaign's due date. */
export const CAMPAIGN_DUE_TOPIC = 'agent-tasks.campaign.due';

const topics: Record<OutboxRow['kind'], string> = {
  'task-changed': TASK_CHANGED_TOPIC,
  'identity-news': IDENTITY_NEWS_TOPIC,
  'bypass-found': BYPASS_FOUND_TOPIC,
  'approval-news': APPROVAL_NEWS_TOPIC,
  escalation: TASK_ESCALATED_TOPIC,
  'schedule-news': SCHEDULE_NEWS_TOPIC,
  'campaign-reminder': CAMPAIGN_DUE_TOPIC,
};

const MOST_AT_ONCE = 100;

/** Writers in this process poke; this finds what other replicas left behind. */
const LONGEST_WAIT_MS = 1_000;

const RETRY_MS = 5_000;
const GIVE_UP_AFTER_MS = 60 * 60_000;

/** What the publisher is made of; what is not installed is not told. */
export type OutboxPublisherOptions = {
  knex: Knex;
  /** Entity references of those who hear of identities. */
  admins?: string[];
  logger: LoggerService;
  watch?: LoopWatch;
  signals?: SignalsService;
  events?: EventsService;
  notifications?: NotificationService;
};

/** Publishes the outbox. */
export class OutboxPublisher {
  static create(options: OutboxPublisherOptions): OutboxPublisher {
    return new OutboxPublisher(options);
  }

  private readonly loop: Loop;
  private notificationsMissing = false;

  private constructor(private readonly options: OutboxPublisherOptions) {
    this.loop = new Loop({
      name: 'Publishing changes of agent tasks',
      logger: options.logger,
      watch: options.watch,
      longestWaitMs: LONGEST_WAIT_MS,
      run: () => this.publish(),
    });
  }

  async start(): Promise<void> {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Something was committed. Never throws, never waits. */
  poke(): void {
    this.loop.poke();
  }

  private async publish(): Promise<number | undefined> {
    return await this.options.knex.transaction(async tx => {
      const rows = await claimOutbox(tx, MOST_AT_ONCE);
      if (!rows.length) {
        return undefined;
      }
      const tasks = await findToldTasks(
        tx,
        rows.flatMap(row => row.task_id ?? []),
      );
      const approvals = await findRequests(
        tx,
        rows
          .filter(({ kind }) => kind === 'approval-news')
          .map(({ payload }) => (payload as ApprovalNews).requestId),
      );
      await this.signal(rows);
      const told: string[] = [];
      for (const row of rows) {
        await this.event(row);
        if (await this.notify(row, tasks, approvals)) {
          told.push(row.id);
        }
      }
      await deleteOutbox(tx, told);
      if (told.length < rows.length) {
        return RETRY_MS;
      }
      return rows.length === MOST_AT_ONCE ? 0 : undefined;
    });
  }

  private async signal(all: OutboxRow[]): Promise<void> {
    const rows = all.filter(
      ({ kind, task_id: id }) =>
        kind === 'task-changed' || (kind === 'escalation' && id !== null),
    );
    if (!rows.length) {
      return;
    }
    await this.options.signals?.publish<AgentTasksSignal>({
      recipients: { type: 'broadcast' },
      channel: AGENT_TASKS_SIGNAL_CHANNEL,
      message: {
        taskIds: [...new Set(rows.flatMap(row => row.task_id ?? []))],
        entityRefs: [...new Set(rows.flatMap(row => row.entity_ref ?? []))],
      },
    });
  }

  private async event(row: OutboxRow): Promise<void> {
    await this.options.events?.publish({
      topic: topics[row.kind],
      eventPayload: {
        ...row.payload,
        id: row.id,
        at: row.created_at.toISOString(),
        ...(row.task_id && { taskId: row.task_id }),
        ...(row.entity_ref && { entityRef: row.entity_ref }),
      },
    });
  }

  /** @returns false where it is to be tried again. */
  private async notify(
    row: OutboxRow,
    tasks: TaskRow[],
    approvals: ApprovalRequestRow[],
  ): Promise<boolean> {
    const { notifications, logger, admins = [] } = this.options;
    const task = tasks.find(({ id }) => id === row.task_id);
    const about = task
      ? `agent task ${task.id}, which is ${task.phase}`
      : `news of the kind ${row.kind}`;
    const notification = notificationFor(row, { task, approvals, admins });
    if (!notification || !notifications || this.notificationsMissing) {
      return true;
    }
    try {
      await notifications.send(notification);
      return true;
    } catch (error) {
      const message = String(error);
      // the service is always there, its plugin need not be
      if (/status 404\b/.test(message)) {
        this.notificationsMissing = true;
        logger.info(
          'Nobody is notified of agent tasks: the notifications backend is not installed',
        );
        return true;
      }
      if (/status 4(?!29)\d\d\b/.test(message)) {
        logger.error(`Nobody was notified of ${about}: ${message}`);
        return true;
      }
      const age = Date.now() - row.created_at.getTime();
      logger.warn(`The notification of ${about} failed: ${message}`);
      return age > GIVE_UP_AFTER_MS;
    }
  }
}

function notificationFor(
  row: OutboxRow,
  about: {
    task?: TaskRow;
    approvals: ApprovalRequestRow[];
    admins: string[];
  },
): NotificationSendOptions | undefined {
  const { task, approvals, admins } = about;
  switch (row.kind) {
    case 'identity-news':
      return identityNotificationOf(row, admins);
    case 'campaign-reminder':
      return campaignNotificationOf(row);
    case 'bypass-found':
      return bypassNotificationOf(row, admins);
    case 'schedule-news':
      return scheduleNotificationOf(row, admins);
    case 'escalation':
      return escalationNotificationOf(row, task);
    case 'approval-news': {
      const { requestId } = row.payload as ApprovalNews;
      const request = approvals.find(({ id }) => id === requestId);
      return task && request && approvalNotificationOf(row, task, request);
    }
    default:
      return task && notificationOf(row, task);
  }
}
