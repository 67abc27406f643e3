import { agentTaskTemplateReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TypedRouter } from '@backstage/backend-openapi-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { requirePermission } from '../permissions/requirePermission';
import type { EndpointMap } from '../schema/openapi.generated';
import type { TemplateLifeCycle } from '../templates/TemplateLifeCycle';
import type { TemplateService } from '../templates/TemplateService';
import type { Audited } from './audited';
import type { ReadCaller } from './readCaller';

/** Routes of `/v1/templates`. */
export function addTemplateRoutes(
  router: TypedRouter<EndpointMap>,
  options: {
    audited: Audited;
    lifeCycle: TemplateLifeCycle;
    permissions: PermissionsService;
    readCaller: ReadCaller;
    templates: TemplateService;
  },
): void {
  const { audited, lifeCycle, permissions, templates } = options;
  const readReader: ReadCaller = async req => {
    const caller = await options.readCaller(req);
    await requirePermission(
      permissions,
      agentTaskTemplateReadPermission,
      caller.credentials,
    );
    return caller;
  };

  router.get('/v1/templates', async (req, res) => {
    const { credentials, actor } = await readReader(req);
    const items = await templates.list({
      ...req.query,
      credentials,
      requester: actor,
    });
    res.json({ items });
  });

  router.get('/v1/templates/:namespace/:name/versions', async (req, res) => {
    const caller = await readReader(req);
    const items = await lifeCycle.versions(refOf(req.params), caller);
    res.json({ items });
  });

  router.get('/v1/templates/:namespace/:name/drift', async (req, res) => {
    const caller = await readReader(req);
    res.json(await lifeCycle.drift(refOf(req.params), caller));
  });

  for (const verb of ['promote', 'deprecate'] as const) {
    router.post(
      `/v1/templates/:namespace/:name/versions/:digest/${verb}`,
      async (req, res) => {
        const name = { ref: refOf(req.params), digest: req.params.digest };
        const { reason } = req.body;
        const version = await audited(
          req,
          {
            verb,
            subject: 'template',
            templateDigest: name.digest,
            meta: { ...name, reason },
          },
          async caller => ({
            result: await lifeCycle.move(name, verb, reason, caller),
          }),
        );
        res.json(version);
      },
    );
  }

  router.post(
    '/v1/templates/:namespace/:name/versions/:digest/revoke',
    async (req, res) => {
      const name = { ref: refOf(req.params), digest: req.params.digest };
      const { reason } = req.body;
      const revocation = await audited(
        req,
        {
          verb: 'revoke',
          subject: 'template',
          templateDigest: name.digest,
          meta: { ...name, reason },
        },
        async caller => {
          const result = await lifeCycle.revoke(name, reason, caller);
          const { withdrawn, beyondReach } = result;
          return { result, meta: { withdrawn, beyondReach } };
        },
      );
      res.json(revocation);
    },
  );
}

function refOf(params: { namespace: string; name: string }): string {
  return `${params.namespace}/${params.name}`;
}
