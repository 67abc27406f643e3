import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { AuditorService } from '@backstage/backend-plugin-api';
import type { AuthorizedCampaigns } from '../campaigns/AuthorizedCampaigns';
import { targetCsv } from '../campaigns/targets/targetCsv';
import { sendExport } from '../exports/sendExport';
import type { EndpointMap } from '../schema/openapi.generated';
import type { Audited } from './audited';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/campaigns`. */
export function addCampaignRoutes(
  router: TypedRouter<EndpointMap>,
  options: {
    audited: Audited;
    auditor: AuditorService;
    campaigns: AuthorizedCampaigns;
    readCaller: ReadCaller;
  },
): void {
  const { audited, auditor, campaigns, readCaller } = options;
  const subject = 'campaign';

  router.get('/v1/campaigns', async (req, res) => {
    res.json(await campaigns.list(req.query, await readCaller(req)));
  });

  router.post('/v1/campaigns', async (req, res) => {
    const campaign = await audited(
      req,
      { subject, verb: 'create' },
      async caller => {
        const result = await campaigns.create(req.body, caller);
        return { result, meta: { campaignId: result.id } };
      },
    );
    res.status(201).json(campaign);
  });

  router.get('/v1/campaigns/:id', async (req, res) => {
    res.json(await campaigns.get(req.params.id, await readCaller(req)));
  });

  router.put('/v1/campaigns/:id', async (req, res) => {
    const { id } = req.params;
    const campaign = await audited(
      req,
      { subject, verb: 'plan', meta: { campaignId: id } },
      async caller => ({ result: await campaigns.plan(id, req.body, caller) }),
    );
    res.json(campaign);
  });

  router.delete('/v1/campaigns/:id', async (req, res) => {
    const { id } = req.params;
    await audited(
      req,
      { subject, verb: 'delete', meta: { campaignId: id } },
      async caller => ({ result: await campaigns.remove(id, caller) }),
    );
    res.status(204).end();
  });

  router.get('/v1/campaigns/:id/targets', async (req, res) => {
    const caller = await readCaller(req);
    res.json(await campaigns.targets(req.params.id, req.query, caller));
  });

  router.get('/v1/campaigns/:id/export', async (req, res) => {
    const { id } = req.params;
    const { format, ...query } = req.query;
    await sendExport(
      { req, res },
      {
        auditor,
        eventId: 'campaign-export',
        meta: { campaignId: id, query },
        fileName: 'campaign-targets',
        format,
        csv: targetCsv,
        rows: async () => campaigns.rows(id, query, await readCaller(req)),
      },
    );
  });

  router.get('/v1/campaigns/:id/changes', async (req, res) => {
    res.json(await campaigns.changes(req.params.id, await readCaller(req)));
  });

  router.get('/v1/campaigns/:id/targets/:targetId', async (req, res) => {
    const { id, targetId } = req.params;
    res.json(await campaigns.target(id, targetId, await readCaller(req)));
  });

  router.get('/v1/campaigns/:id/progress', async (req, res) => {
    res.json(await campaigns.progress(req.params.id, await readCaller(req)));
  });

  router.get('/v1/campaigns/:id/reviewers', async (req, res) => {
    res.json(await campaigns.reviewers(req.params.id, await readCaller(req)));
  });

  router.get('/v1/campaign-shares', async (req, res) => {
    res.json(await campaigns.shares(req.query, await readCaller(req)));
  });

  router.post('/v1/campaigns/:id/targets/:targetId/defer', async (req, res) => {
    const { id, targetId } = req.params;
    const target = await audited(
      req,
      { subject, verb: 'defer', meta: { campaignId: id, targetId } },
      async caller => ({
        result: await campaigns.defer(id, targetId, req.body, caller),
      }),
    );
    res.json(target);
  });

  router.post(
    '/v1/campaigns/:id/targets/:targetId/opt-out',
    async (req, res) => {
      const { id, targetId } = req.params;
      const target = await audited(
        req,
        { subject, verb: 'opt-out', meta: { campaignId: id, targetId } },
        async caller => ({
          result: await campaigns.optOut(id, targetId, req.body, caller),
        }),
      );
      res.json(target);
    },
  );

  router.post(
    '/v1/campaigns/:id/targets/:targetId/take-back',
    async (req, res) => {
      const { id, targetId } = req.params;
      const target = await audited(
        req,
        { subject, verb: 'take-back', meta: { campaignId: id, targetId } },
        async caller => ({
          result: await campaigns.takeBack(id, targetId, caller),
        }),
      );
      res.json(target);
    },
  );

  router.post('/v1/campaigns/:id/targets/exclude', async (req, res) => {
    const { id } = req.params;
    const campaign = await audited(
      req,
      { subject, verb: 'exclude', meta: { campaignId: id } },
      async caller => ({
        result: await campaigns.exclude(id, req.body, caller),
      }),
    );
    res.json(campaign);
  });

  router.post('/v1/campaigns/:id/targets/include', async (req, res) => {
    const { id } = req.params;
    const campaign = await audited(
      req,
      { subject, verb: 'include', meta: { campaignId: id } },
      async caller => ({
        result: await campaigns.include(id, req.body, caller),
      }),
    );
    res.json(campaign);
  });

  router.post('/v1/campaigns/:id/extend', async (req, res) => {
    const { id } = req.params;
    if (req.body.dryRun) {
      // nothing is done
      res.json(await campaigns.extend(id, req.body, await readCaller(req)));
      return;
    }
    const extension = await audited(
      req,
      { subject, verb: 'extend', meta: { campaignId: id } },
      async caller => ({
        result: await campaigns.extend(id, req.body, caller),
      }),
    );
    res.json(extension);
  });

  router.post('/v1/campaigns/:id/version', async (req, res) => {
    const { id } = req.params;
    if (req.body.dryRun) {
      // nothing is done
      res.json(
        await campaigns.changeVersion(id, req.body, await readCaller(req)),
      );
      return;
    }
    const change = await audited(
      req,
      { subject, verb: 'version', meta: { campaignId: id } },
      async caller => ({
        result: await campaigns.changeVersion(id, req.body, caller),
      }),
    );
    res.json(change);
  });

  const verbs = ['start', 'pause', 'resume', 'stop'] as const;
  for (const verb of verbs) {
    router.post(`/v1/campaigns/:id/${verb}`, async (req, res) => {
      const { id } = req.params;
      const campaign = await audited(
        req,
        { subject, verb, meta: { campaignId: id } },
        async caller => ({
          result: await campaigns[verb](id, req.body.reason, caller),
        }),
      );
      res.json(campaign);
    });
  }

  router.post('/v1/campaigns/:id/gate', async (req, res) => {
    const { id } = req.params;
    const campaign = await audited(
      req,
      { subject, verb: 'gate', meta: { campaignId: id } },
      async caller => ({
        result: await campaigns.openGate(id, req.body, caller),
      }),
    );
    res.json(campaign);
  });

  router.post('/v1/campaigns/:id/recall', async (req, res) => {
    const { id } = req.params;
    if (req.body.dryRun) {
      // nothing is done
      res.json(await campaigns.recall(id, req.body, await readCaller(req)));
      return;
    }
    const recall = await audited(
      req,
      { subject, verb: 'recall', meta: { campaignId: id } },
      async caller => ({
        result: await campaigns.recall(id, req.body, caller),
      }),
    );
    res.json(recall);
  });

  router.post('/v1/campaigns/:id/retry', async (req, res) => {
    const { id } = req.params;
    const { failureClass, dryRun } = req.body;
    if (dryRun) {
      // nothing is done
      res.json(await campaigns.retry(id, req.body, await readCaller(req)));
      return;
    }
    const retry = await audited(
      req,
      { subject, verb: 'retry', meta: { campaignId: id, failureClass } },
      async caller => ({ result: await campaigns.retry(id, req.body, caller) }),
    );
    res.json(retry);
  });
}
