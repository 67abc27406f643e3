import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { EndpointMap } from '../schema/openapi.generated';
import type { AuthorizedSchedules } from '../schedules/AuthorizedSchedules';
import type { Audited } from './audited';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/schedules`. */
export function addScheduleRoutes(
  router: TypedRouter<EndpointMap>,
  options: {
    audited: Audited;
    schedules: AuthorizedSchedules;
    readCaller: ReadCaller;
  },
): void {
  const { audited, schedules, readCaller } = options;
  const subject = 'schedule';

  router.get('/v1/schedules', async (req, res) => {
    res.json(await schedules.list(req.query, await readCaller(req)));
  });

  router.post('/v1/schedules', async (req, res) => {
    const schedule = await audited(
      req,
      { subject, verb: 'create' },
      async caller => {
        const result = await schedules.create(req.body, caller);
        return { result, meta: { scheduleId: result.id } };
      },
    );
    res.status(201).json(schedule);
  });

  router.post('/v1/schedules/next-runs', async (req, res) => {
    res.json(await schedules.preview(req.body, await readCaller(req)));
  });

  router.get('/v1/schedules/:id', async (req, res) => {
    res.json(await schedules.get(req.params.id, await readCaller(req)));
  });

  router.put('/v1/schedules/:id', async (req, res) => {
    const { id } = req.params;
    const schedule = await audited(
      req,
      { subject, verb: 'change', meta: { scheduleId: id } },
      async caller => ({
        result: await schedules.change(id, req.body, caller),
      }),
    );
    res.json(schedule);
  });

  router.delete('/v1/schedules/:id', async (req, res) => {
    const { id } = req.params;
    await audited(
      req,
      { subject, verb: 'delete', meta: { scheduleId: id } },
      async caller => ({ result: await schedules.remove(id, caller) }),
    );
    res.status(204).end();
  });

  const verbs = ['enable', 'disable'] as const;
  for (const verb of verbs) {
    router.post(`/v1/schedules/:id/${verb}`, async (req, res) => {
      const { id } = req.params;
      const schedule = await audited(
        req,
        { subject, verb, meta: { scheduleId: id } },
        async caller => ({
          result: await schedules[verb](id, req.body.reason, caller),
        }),
      );
      res.json(schedule);
    });
  }

  router.get('/v1/schedules/:id/runs', async (req, res) => {
    const caller = await readCaller(req);
    res.json(await schedules.runs(req.params.id, req.query, caller));
  });

  router.post('/v1/schedules/:id/runs', async (req, res) => {
    const { id } = req.params;
    const run = await audited(
      req,
      { subject, verb: 'run', meta: { scheduleId: id } },
      async caller => ({
        result: await schedules.run(id, req.body.reason, caller),
      }),
    );
    res.status(201).json(run);
  });
}
