import type {
  AdoptBypassRequest,
  BypassFinding,
  BypassFindingPage,
  ExcuseBypassRequest,
  ListBypassFindingsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { decideFinding } from '../database/operations/bypass/decideFinding';
import { findFinding } from '../database/operations/bypass/findFinding';
import { followAdoptedPulls } from '../database/operations/bypass/followAdoptedPulls';
import { listFindings } from '../database/operations/bypass/listFindings';
import { enqueueTaskChanged } from '../database/operations/outbox/enqueueTaskChanged';
import { lockTask } from '../database/operations/tasks/lockTask';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import type { BypassFindingRow } from '../database/rows';
import { createRefusal } from '../refusals/Refusal';
import { taskNotFound } from '../refusals/taskNotFound';
import { normalizeFilters } from '../tasks/normalizeFilters';
import type { Caller } from '../tasks/TaskService';
import { checkAdoption } from './checkAdoption';
import { decodeFindingCursor, encodeFindingCursor } from './findingCursor';
import { toFinding } from './toFinding';

const DEFAULT_LIMIT = 50;

/**
 * What people do with findings: each is open until it is adopted under a task
 * of ours or excused with a reason, and a decision is final.
 *
 * What it does not promise: that an adopted task was right. It says who has
 * answered for it.
 */
export class BypassService {
  static create(options: {
    database: Knex;
    /** Called after a commit that wrote something to tell. */
    onChanged: () => void;
  }): BypassService {
    return new BypassService(options.database, options.onChanged);
  }

  private constructor(
    private readonly database: Knex,
    private readonly onChanged: () => void,
  ) {}

  async list(query: ListBypassFindingsQuery): Promise<BypassFindingPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const cursor = query.cursor ? decodeFindingCursor(query.cursor) : undefined;
    const backward = cursor?.backward ?? false;
    const { owner, repository } = normalizeFilters(query);
    const { rows: found, totalItems } = await listFindings(this.database, {
      filters: { status: query.status, owner, repository },
      limit,
      backward,
      ...(cursor && { from: cursor.seq }),
    });
    const hasMore = found.length > limit;
    const rows = backward
      ? found.slice(hasMore ? 1 : 0)
      : found.slice(0, limit);
    const [first, last] = [rows[0], rows.at(-1)];
    const hasNext = backward || hasMore;
    const hasPrevious = backward ? hasMore : cursor !== undefined;
    return {
      items: rows.map(toFinding),
      totalItems,
      pageInfo: {
        ...(hasNext &&
          last && {
            nextCursor: encodeFindingCursor({ backward: false, seq: last.seq }),
          }),
        ...(hasPrevious &&
          first && {
            prevCursor: encodeFindingCursor({ backward: true, seq: first.seq }),
          }),
      },
    };
  }

  /**
   * @throws a refusal: not found, a conflict where it was decided already, or
   * 422 where the task cannot adopt it.
   */
  async adopt(
    id: string,
    request: AdoptBypassRequest,
    caller: Caller,
  ): Promise<BypassFinding> {
    const seen = await this.#find(id);
    const row = await this.database.transaction(async tx => {
      const task = await lockTask(tx, request.taskId);
      if (!task) {
        throw taskNotFound(request.taskId);
      }
      const problem = checkAdoption(seen, task);
      if (problem) {
        throw createRefusal('invalid', [problem]);
      }
      const decided = await decideFinding(tx, {
        id,
        status: 'adopted',
        actor: caller.actor,
        taskId: task.id,
        ...(request.reason && { reason: request.reason }),
      });
      if (!decided) {
        throw await this.#decidedAlready(tx, id);
      }
      await followAdoptedPulls(tx, [id]);
      await appendTimeline(tx, {
        taskId: task.id,
        kind: 'adopted',
        actor: caller.actor,
        data: {
          githubTaskId: decided.github_task_id,
          ...(decided.github_task_url !== null && {
            url: decided.github_task_url,
          }),
          ...(request.reason && { reason: request.reason }),
        },
      });
      await enqueueTaskChanged(tx, task);
      await this.#audit(tx, 'bypass.adopt', decided, caller);
      return decided;
    });
    this.onChanged();
    return toFinding(row);
  }

  /** @throws a refusal: not found, or a conflict where it was decided already. */
  async excuse(
    id: string,
    request: ExcuseBypassRequest,
    caller: Caller,
  ): Promise<BypassFinding> {
    await this.#find(id);
    const row = await this.database.transaction(async tx => {
      const decided = await decideFinding(tx, {
        id,
        status: 'excused',
        actor: caller.actor,
        reason: request.reason,
      });
      if (!decided) {
        throw await this.#decidedAlready(tx, id);
      }
      await this.#audit(tx, 'bypass.excuse', decided, caller);
      return decided;
    });
    return toFinding(row);
  }

  async #find(id: string): Promise<BypassFindingRow> {
    const row = await findFinding(this.database, id);
    if (!row) {
      throw createRefusal('not-found', [
        {
          code: 'finding-not-found',
          message: `There is no finding '${id}'.`,
          field: 'id',
        },
      ]);
    }
    return row;
  }

  async #decidedAlready(tx: Knex.Transaction, id: string): Promise<Error> {
    const row = await findFinding(tx, id);
    return createRefusal('conflict', [
      {
        code: 'finding-decided',
        message: `The finding was ${row?.status} by ${row?.decided_by} already.`,
        nextStep: 'Nothing is left to decide.',
      },
    ]);
  }

  async #audit(
    tx: Knex.Transaction,
    action: 'bypass.adopt' | 'bypass.excuse',
    row: BypassFindingRow,
    caller: Caller,
  ): Promise<void> {
    await appendAudit(tx, {
      action,
      actor: caller.actor,
      result: 'allowed',
      task_id: row.adopted_task_id,
      entity_ref: row.entity_ref,
      repository: `${row.host}/${row.repository_owner}/${row.repository_name}`,
      details: {
        requestId: caller.requestId,
        findingId: row.id,
        githubTaskId: row.github_task_id,
        before: { status: 'open' },
        after: { status: row.status },
        ...(row.reason !== null && { reason: row.reason }),
      },
    });
  }
}
