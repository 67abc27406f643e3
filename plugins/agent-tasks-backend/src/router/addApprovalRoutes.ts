import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { EndpointMap } from '../schema/openapi.generated';
import type { TaskService } from '../tasks/TaskService';
import type { Audited } from './audited';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/approvals`, and of what approvers say about a task. */
export function addApprovalRoutes(
  router: TypedRouter<EndpointMap>,
  options: { audited: Audited; readCaller: ReadCaller; tasks: TaskService },
): void {
  const { audited, readCaller, tasks } = options;

  router.get('/v1/approvals', async (req, res) => {
    res.json(await tasks.approvals(req.query, await readCaller(req)));
  });

  router.post('/v1/tasks/:id/approve', async (req, res) => {
    const { id } = req.params;
    const { promptDigest } = req.body;
    const task = await audited(
      req,
      { verb: 'approve', taskId: id, meta: { promptDigest } },
      async caller => ({ result: await tasks.approve(id, req.body, caller) }),
    );
    res.json(task);
  });

  router.post('/v1/tasks/:id/reject', async (req, res) => {
    const { id } = req.params;
    const { promptDigest } = req.body;
    const task = await audited(
      req,
      { verb: 'reject', taskId: id, meta: { promptDigest } },
      async caller => ({ result: await tasks.reject(id, req.body, caller) }),
    );
    res.json(task);
  });
}
