import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Duration } from 'luxon';
import { LRUCache } from 'lru-cache';
import type { EscalationConfig } from '../config/EscalationConfig';
import { appendAudit } from '../database/operations/audit/appendAudit';
import {
  enqueueDigest,
  enqueueEscalation,
} from '../database/operations/outbox/enqueueEscalation';
import { databaseTime, readDatabaseTime } from '../database/operations/sqlTime';
import { listTemplateSpecs } from '../database/operations/templates/listTemplateSpecs';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import { claimRun } from '../database/operations/waits/claimRun';
import { countToldWaits } from '../database/operations/waits/countToldWaits';
import { deleteEnded } from '../database/operations/waits/deleteEnded';
import { listDue } from '../database/operations/waits/listDue';
import { listOnWay, OnWay } from '../database/operations/waits/listOnWay';
import { nextWaitDue } from '../database/operations/waits/nextWaitDue';
import { postponeWaits } from '../database/operations/waits/postponeWaits';
import { updateWait } from '../database/operations/waits/updateWait';
import { writeWaits } from '../database/operations/waits/writeWaits';
import { BROKER } from '../launcher/actor';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { Escalation, nextRung } from './ladder';
import { planWaits } from './planWaits';
import { quietUntil } from './quietUntil';
import type { Responsibles } from './Responsibles';

/** Between looks at all tasks on their way; what is overdue is found as late. */
const REFRESH_MS = 30_000;
const PAGE = 5_000;
const MOST_AT_ONCE = 200;
const MOST_RULES = 1_000;
/** Until it is tried again where the catalog does not answer. */
const CATALOG_RETRY_MS = 60_000;

/** What the keeper is made of. */
export type EscalationKeeperOptions = {
  knex: Knex;
  logger: LoggerService;
  watch?: LoopWatch;
  config: EscalationConfig;
  responsibles: Pick<Responsibles, 'find'>;
  /** Told after something was escalated. */
  onNews?: () => void;
  /** By the process's clock, which only quiet hours are read by. */
  now?: () => Date;
};

type TemplateRule = { ms?: number; to: string[] };

/** A task whose next rung is told. */
type Told = {
  task: OnWay & { wait: NonNullable<OnWay['wait']> };
  escalation: Escalation;
};

/**
 * Knows what each task on its way waits for and since when, and tells those
 * who can do something about it once that takes longer than its service level:
 * the owner first, then one rung of the ladder after the other.
 *
 * One replica looks at all tasks for all; what is due is a time in a row, and
 * telling is conditional on the row being as it was seen, in one transaction
 * with the outbox. So nobody is told the same thing twice, and who has done
 * something about it in the meantime is not told at all.
 *
 * Not promised: the moment at which a wait within a phase began, which is
 * known to half a minute.
 */
export class EscalationKeeper {
  static create(options: EscalationKeeperOptions): EscalationKeeper {
    return new EscalationKeeper(options);
  }

  private readonly loop: Loop;
  private readonly rules = new LRUCache<string, TemplateRule>({
    max: MOST_RULES,
  });

  private constructor(private readonly options: EscalationKeeperOptions) {
    this.loop = new Loop({
      name: 'Looking for tasks that wait too long',
      logger: options.logger,
      watch: options.watch,
      longestWaitMs: REFRESH_MS,
      run: async () => {
        if (
          await claimRun(options.knex, {
            name: 'waits',
            everyMs: REFRESH_MS / 2,
          })
        ) {
          await this.refresh();
        }
        return (await this.escalate()) ? 0 : await nextWaitDue(options.knex);
      },
    });
  }

  async start(): Promise<void> {
    if (this.options.config.enabled) {
      this.loop.start();
    }
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Notes what every task on its way waits for. */
  async refresh(): Promise<void> {
    const { knex, config } = this.options;
    await deleteEnded(knex);
    const now = await readDatabaseTime(knex);
    let after: string | undefined;
    for (;;) {
      const tasks = await listOnWay(knex, { after, limit: PAGE });
      await this.readRules(tasks);
      await writeWaits(
        knex,
        planWaits(tasks, {
          config,
          templateMs: id => this.ruleOf(id).ms,
          now,
        }),
      );
      after = tasks.at(-1)?.id;
      if (tasks.length < PAGE) {
        return;
      }
    }
  }

  /**
   * Tells the next rung of all that is due.
   *
   * @returns whether there may be more.
   */
  async escalate(): Promise<boolean> {
    const { knex, config, onNews = () => {} } = this.options;
    const ids = await listDue(knex, MOST_AT_ONCE);
    if (!ids.length) {
      return false;
    }
    const now = this.options.now?.() ?? new Date();
    const quietEnd = config.quietHours && quietUntil(now, config.quietHours);
    const seen = await listOnWay(knex, { ids });
    await this.readRules(seen);
    const known = new Set(seen.map(({ id }) => id));
    const postponed = ids.filter(id => !known.has(id));
    const told: Told[] = [];
    for (const { wait, ...task } of seen) {
      if (!wait || wait.kind !== task.kind || quietEnd) {
        // the next look knows better, or nobody is at work
        postponed.push(task.id);
        continue;
      }
      const escalation = await this.next({ ...task, wait });
      if (escalation === 'later') {
        postponed.push(task.id);
      } else if (escalation) {
        told.push({ task: { ...task, wait }, escalation });
      } else {
        await updateWait(knex, wait, { due_at: null });
      }
    }
    await postponeWaits(
      knex,
      postponed,
      quietEnd ?? databaseTime(knex, CATALOG_RETRY_MS),
    );
    await this.tell(told);
    if (told.length) {
      onNews();
    }
    return ids.length === MOST_AT_ONCE;
  }

  private async next(
    task: Told['task'],
  ): Promise<Escalation | 'later' | undefined> {
    const { responsibles, config, logger } = this.options;
    const { kind, wait } = task;
    try {
      const people = await responsibles.find({
        ...task,
        kind,
        takenBy: wait.taken_by,
        templateRefs: this.ruleOf(task.template_version_id).to,
      });
      return nextRung(wait.level, wait.told, people, config.ladder);
    } catch (error) {
      logger.warn(
        `It is not known whom to tell of task ${task.id}, again later: ${error}`,
      );
      return 'later';
    }
  }

  private async tell(told: Told[]): Promise<void> {
    const { knex, config } = this.options;
    await knex.transaction(async tx => {
      const written: Told[] = [];
      for (const one of told) {
        const { task, escalation } = one;
        const { wait } = task;
        const first = await updateWait(tx, wait, {
          level: escalation.level,
          told: [...wait.told, ...escalation.recipients],
          due_at:
            escalation.nextInMs === undefined
              ? null
              : databaseTime(tx, escalation.nextInMs),
        });
        if (!first) {
          continue;
        }
        written.push(one);
        const data = {
          waitsFor: task.kind,
          since: wait.since.toISOString(),
          rung: escalation.rung,
          recipients: escalation.recipients,
        };
        await appendTimeline(tx, {
          taskId: task.id,
          kind: 'escalated',
          actor: BROKER,
          data,
        });
        await appendAudit(tx, {
          action: 'task.escalate',
          actor: BROKER,
          result: 'allowed',
          task_id: task.id,
          details: data,
        });
      }
      await this.enqueue(tx, written, config.digestAbove);
    });
  }

  /** For whom much waits it is one notification, of all of it. */
  private async enqueue(
    tx: Knex.Transaction,
    written: Told[],
    digestAbove: number,
  ): Promise<void> {
    const recipients = new Set(
      written.flatMap(({ escalation }) => escalation.recipients),
    );
    const waits = await countToldWaits(tx, [...recipients]);
    const noisy = [...waits].filter(([, count]) => count > digestAbove);
    for (const [recipient, count] of noisy) {
      await enqueueDigest(tx, {
        recipients: [recipient],
        count,
        taskIds: written
          .filter(({ escalation }) => escalation.recipients.includes(recipient))
          .map(({ task }) => task.id),
      });
    }
    const digests = new Set(noisy.map(([recipient]) => recipient));
    for (const { task, escalation } of written) {
      await enqueueEscalation(
        tx,
        { id: task.id, entity_ref: task.entity_ref },
        {
          waitsFor: task.kind,
          since: task.wait.since.toISOString(),
          rung: escalation.rung,
          escalatedTo: escalation.recipients,
          recipients: escalation.recipients.filter(ref => !digests.has(ref)),
        },
      );
    }
  }

  private ruleOf(versionId: string | null): TemplateRule {
    return (versionId && this.rules.get(versionId)) || { to: [] };
  }

  private async readRules(tasks: OnWay[]): Promise<void> {
    const missing = [
      ...new Set(tasks.flatMap(task => task.template_version_id ?? [])),
    ].filter(id => !this.rules.has(id));
    if (!missing.length) {
      return;
    }
    const specs = await listTemplateSpecs(this.options.knex, missing);
    for (const [id, spec] of specs) {
      const escalation = spec?.escalation;
      const after = escalation && Duration.fromISO(escalation.after);
      this.rules.set(id, {
        to: escalation?.to ?? [],
        ...(after?.isValid && { ms: after.toMillis() }),
      });
    }
  }
}
