import type {
  AgentTaskApprovalPage,
  ListApprovalsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { listWaitingRequests } from '../database/operations/approvals/listWaitingRequests';
import {
  listedColumns,
  ListedTaskRow,
} from '../database/operations/tasks/listedColumns';
import { loadTaskParts } from '../database/operations/tasks/loadTaskParts';
import { badCursor } from '../refusals/badCursor';
import { forViewer, Viewer } from './forViewer';
import type { Visibility } from './TaskService';
import { toTask } from './toTask';

const DEFAULT_LIMIT = 50;

/**
 * The tasks that wait for approval: by the caller, by them or their groups, or
 * by anybody. A service is nobody's approver and belongs to no group.
 *
 * @throws InputError where the cursor is none.
 */
export async function listApprovals(
  database: Knex,
  query: ListApprovalsQuery & Visibility,
  viewer: Viewer,
): Promise<AgentTaskApprovalPage> {
  const { for: whose = 'me', limit = DEFAULT_LIMIT, cursor, visible } = query;
  const { rows: found, total } = await listWaitingRequests(database, {
    filter: {
      ...(visible && { visible }),
      ...(whose !== 'all' && { approvers: viewer.refs ?? [] }),
      ...(whose === 'me' && { undecidedBy: viewer.userRef ?? '' }),
    },
    limit,
    ...(cursor !== undefined && { after: decode(cursor) }),
  });
  const requests = found.slice(0, limit);
  const rows = await database('agent_tasks')
    .select<ListedTaskRow[]>(listedColumns)
    .whereIn(
      'id',
      requests.map(request => request.task_id),
    );
  const partsOf = await loadTaskParts(database, rows);
  const last = requests.at(-1);
  return {
    items: requests.flatMap(request => {
      const row = rows.find(({ id }) => id === request.task_id);
      return row ? forViewer(toTask(row, partsOf(row)), viewer) : [];
    }),
    totalItems: total,
    pageInfo: {
      ...(found.length > limit && last && { nextCursor: encode(last.seq) }),
    },
  };
}

function encode(seq: string): string {
  return Buffer.from(seq, 'utf8').toString('base64url');
}

function decode(cursor: string): string {
  const seq = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^\d{1,18}$/.test(seq)) {
    throw badCursor();
  }
  return seq;
}
