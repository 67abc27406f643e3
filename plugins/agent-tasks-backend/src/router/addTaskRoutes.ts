import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { EndpointMap } from '../schema/openapi.generated';
import type { TaskService } from '../tasks/TaskService';
import type { Audited } from './audited';
import { checkResolution } from './checkResolution';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/tasks`. */
export function addTaskRoutes(
  router: TypedRouter<EndpointMap>,
  options: { audited: Audited; readCaller: ReadCaller; tasks: TaskService },
): void {
  const { audited, readCaller, tasks } = options;

  router.get('/v1/tasks', async (req, res) => {
    res.json(await tasks.list(req.query, await readCaller(req)));
  });

  router.post('/v1/tasks', async (req, res) => {
    const request = req.body;
    if (request.dryRun) {
      res.json(await tasks.preview(request, await readCaller(req)));
      return;
    }
    const { template, entityRef, repoUrl, ticket, idempotencyKey } = request;
    const { task, created } = await audited(
      req,
      {
        verb: 'submit',
        meta: { template, entityRef, repoUrl, ticket, idempotencyKey },
      },
      async caller => {
        const result = await tasks.submit(request, caller);
        return {
          result,
          meta: { taskId: result.task.id, created: result.created },
        };
      },
    );
    res.status(created ? 201 : 200).json(task);
  });

  router.get('/v1/tasks/facets', async (req, res) => {
    res.json(await tasks.facets(req.query, await readCaller(req)));
  });

  router.post('/v1/tasks/resolve', async (req, res) => {
    const { ids, action, githubTaskId } = req.body;
    checkResolution(req.body);
    const items = await audited(
      req,
      { verb: 'resolve', meta: { ids, action, githubTaskId } },
      async caller => {
        const result = await tasks.resolve(req.body, caller);
        const refused = result.filter(({ resolved }) => !resolved);
        return {
          result,
          refused: refused.map(({ id, reasons = [] }) => ({ id, reasons })),
          meta: { refused: refused.map(({ id }) => id) },
        };
      },
    );
    res.json({ items });
  });

  router.get('/v1/tasks/:id', async (req, res) => {
    res.json(await tasks.get(req.params.id, await readCaller(req)));
  });

  router.post('/v1/tasks/:id/retry', async (req, res) => {
    const { id } = req.params;
    const task = await audited(
      req,
      { verb: 'retry', taskId: id },
      async caller => ({
        result: await tasks.retry(id, req.body ?? {}, caller),
      }),
    );
    res.json(task);
  });

  router.post('/v1/tasks/:id/follow-up', async (req, res) => {
    const { id } = req.params;
    const { kind, reason } = req.body;
    const task = await audited(
      req,
      { verb: 'retry', taskId: id, meta: { followUp: kind } },
      async caller => ({
        result: await tasks.retry(id, { followUp: kind, reason }, caller),
      }),
    );
    res.json(task);
  });

  router.post('/v1/tasks/:id/withdraw', async (req, res) => {
    const { id } = req.params;
    const task = await audited(
      req,
      { verb: 'withdraw', taskId: id },
      async caller => ({
        result: await tasks.withdraw(id, req.body ?? {}, caller),
      }),
    );
    res.json(task);
  });

  router.post('/v1/tasks/:id/attend', async (req, res) => {
    const { id } = req.params;
    const { action } = req.body;
    const task = await audited(
      req,
      { verb: 'attend', taskId: id, meta: { action } },
      async caller => ({ result: await tasks.attend(id, req.body, caller) }),
    );
    res.json(task);
  });
}
