import type {
  AgentTask,
  AgentTaskApprovalPage,
  AgentTaskDetail,
  AgentTaskFacets,
  AgentTaskPage,
  AgentTaskPreview,
  ApproveTaskRequest,
  AttendTaskRequest,
  ListApprovalsQuery,
  ListTasksQuery,
  RejectTaskRequest,
  ResolveTaskResult,
  ResolveTasksRequest,
  SubmitTaskRequest,
  TaskFacetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { countTaskFacets } from '../database/operations/tasks/countTaskFacets';
import { countTaskFigures } from '../database/operations/tasks/countTaskFigures';
import { countTasks } from '../database/operations/tasks/countTasks';
import { findTask } from '../database/operations/tasks/findTask';
import { findTasks } from '../database/operations/tasks/findTasks';
import { listTasks } from '../database/operations/tasks/listTasks';
import { loadTaskHistory } from '../database/operations/tasks/loadTaskHistory';
import { loadTaskParts } from '../database/operations/tasks/loadTaskParts';
import type { TaskRow } from '../database/rows';
import { taskNotFound } from '../refusals/taskNotFound';
import { attendTask } from './attendTask';
import { decideApproval } from './decideApproval';
import { forViewer, Viewer } from './forViewer';
import { listApprovals } from './listApprovals';
import { decodeCursor, encodeCursor } from './cursor';
import { normalizeFilters } from './normalizeFilters';
import { previewTask } from './previewTask';
import { resolveTasks } from './resolveTasks';
import { retryTask } from './retryTask';
import { submitTask } from './submitTask';
import { TaskDependencies } from './TaskDependencies';
import type {
  Caller,
  RetryRequest,
  TaskService,
  Visibility,
} from './TaskService';
import { toTask, toTaskDetail } from './toTask';
import { withdrawTask } from './withdrawTask';

const DEFAULT_LIMIT = 50;

/**
 * What people and programs do with tasks. A task that was answered is in the
 * database with its decision, its audit row and its timeline, and launches
 * whatever happens to this process; a task that was refused has left an audit
 * row with every reason, and nothing else.
 *
 * What it does not promise: that a task launches soon (that is admission's
 * and GitHub's matter), or that a withdrawal stops what GitHub has accepted.
 */
export class AgentTaskService implements TaskService {
  readonly #database: Knex;
  readonly #deps: TaskDependencies;

  private constructor(deps: TaskDependencies) {
    this.#database = deps.database;
    this.#deps = deps;
  }

  static create(deps: TaskDependencies): AgentTaskService {
    return new AgentTaskService(deps);
  }

  async submit(request: SubmitTaskRequest, caller: Caller) {
    const { row, created } = await submitTask(this.#deps, request, caller);
    return { task: await this.#detail(row, caller), created };
  }

  async preview(
    request: SubmitTaskRequest,
    caller: Caller,
  ): Promise<AgentTaskPreview> {
    return previewTask(this.#deps, request, caller);
  }

  async get(id: string, caller: Caller): Promise<AgentTaskDetail> {
    const row = await findTask(this.#database, id);
    if (!row) {
      throw taskNotFound(id);
    }
    return this.#detail(row, caller);
  }

  async list(
    query: ListTasksQuery & Visibility,
    caller: Caller,
  ): Promise<AgentTaskPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const cursor = query.cursor
      ? decodeCursor(query.cursor, query.sort)
      : undefined;
    const sort = cursor?.sort ?? query.sort ?? '-createdAt';
    const backward = cursor?.backward ?? false;
    const filters = normalizeFilters(query);
    const [found, totalItems] = await Promise.all([
      listTasks(this.#database, {
        filters,
        sort,
        limit,
        backward,
        ...(cursor && { from: cursor.from }),
      }),
      countTasks(this.#database, filters),
    ]);
    const hasMore = found.length > limit;
    const rows = backward
      ? found.slice(hasMore ? 1 : 0)
      : found.slice(0, limit);
    const partsOf = await loadTaskParts(this.#database, rows);
    const [first, last] = [rows[0], rows.at(-1)];
    const hasNext = backward || hasMore;
    const hasPrevious = backward ? hasMore : cursor !== undefined;
    return {
      items: await this.#seenBy(
        caller,
        rows.map(row => toTask(row, partsOf(row))),
      ),
      totalItems,
      pageInfo: {
        ...(hasNext &&
          last && {
            nextCursor: encodeCursor({
              sort,
              backward: false,
              from: last.position,
            }),
          }),
        ...(hasPrevious &&
          first && {
            prevCursor: encodeCursor({
              sort,
              backward: true,
              from: first.position,
            }),
          }),
      },
    };
  }

  async facets(query: TaskFacetsQuery & Visibility): Promise<AgentTaskFacets> {
    const filters = normalizeFilters(query);
    const [facets, figures] = await Promise.all([
      countTaskFacets(this.#database, filters),
      countTaskFigures(this.#database, filters),
    ]);
    return { facets, figures };
  }

  async retry(id: string, options: RetryRequest, caller: Caller) {
    return this.#detail(
      await retryTask(this.#deps, id, options, caller),
      caller,
    );
  }

  async withdraw(id: string, options: { reason?: string }, caller: Caller) {
    return this.#detail(
      await withdrawTask(this.#deps, id, options, caller),
      caller,
    );
  }

  async approvals(
    query: ListApprovalsQuery & Visibility,
    caller: Caller,
  ): Promise<AgentTaskApprovalPage> {
    const { userRef, memberships } = caller;
    return listApprovals(this.#database, query, {
      ...(userRef !== undefined && { userRef }),
      refs: (await memberships?.()) ?? [],
    });
  }

  async approve(id: string, body: ApproveTaskRequest, caller: Caller) {
    return this.#detail(
      await decideApproval(
        this.#deps,
        id,
        { ...body, verdict: 'approved' },
        caller,
      ),
      caller,
    );
  }

  async reject(id: string, body: RejectTaskRequest, caller: Caller) {
    return this.#detail(
      await decideApproval(
        this.#deps,
        id,
        { ...body, verdict: 'rejected' },
        caller,
      ),
      caller,
    );
  }

  async attend(id: string, body: AttendTaskRequest, caller: Caller) {
    return this.#detail(await attendTask(this.#deps, id, body, caller), caller);
  }

  async resolve(
    request: ResolveTasksRequest,
    caller: Caller,
  ): Promise<ResolveTaskResult[]> {
    const results = await resolveTasks(this.#deps, request, caller);
    const partsOf = await loadTaskParts(
      this.#database,
      results.flatMap(result => ('row' in result ? result.row : [])),
    );
    return results.map(result =>
      'row' in result
        ? {
            id: result.id,
            resolved: true,
            task: toTask(result.row, partsOf(result.row)),
          }
        : { id: result.id, resolved: false, reasons: result.reasons },
    );
  }

  async getResources(ids: string[]) {
    const rows = await findTasks(this.#database, ids);
    const byId = new Map(
      rows.map(row => [
        row.id,
        {
          id: row.id,
          requestedBy: row.requested_by,
          ...(row.owner_ref !== null && { owner: row.owner_ref }),
          ...(row.tier !== null && { tier: row.tier }),
          ...(row.template_ref !== null && { template: row.template_ref }),
          ...(row.campaign_id !== null && { campaign: row.campaign_id }),
        },
      ]),
    );
    return ids.map(id => byId.get(id));
  }

  async #detail(row: TaskRow, caller: Caller): Promise<AgentTaskDetail> {
    const [partsOf, history] = await Promise.all([
      loadTaskParts(this.#database, [row]),
      loadTaskHistory(this.#database, row.id),
    ]);
    const [task] = await this.#seenBy(caller, [
      toTaskDetail(row, partsOf(row), history),
    ]);
    return task;
  }

  /** Asks who the caller is only where a task waits for somebody's approval. */
  async #seenBy<T extends AgentTask>(caller: Caller, tasks: T[]): Promise<T[]> {
    if (!tasks.some(({ approval }) => approval)) {
      return tasks;
    }
    const { userRef, memberships } = caller;
    // a button that cannot be judged now is judged when it is used
    const refs = await memberships?.().catch(() => undefined);
    const viewer: Viewer = {
      ...(userRef !== undefined && { userRef }),
      ...(refs && { refs }),
    };
    return tasks.map(task => forViewer(task, viewer));
  }
}
